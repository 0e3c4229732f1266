import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import type { Trail } from '../../shared/context.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { type NewAction, writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { stepsToJoin } from './membership-writes.ts';
import { type KeptSpace, spaceKey, type ToldTables } from './space-items.ts';
import { type SpaceReader, spaceReader } from './space-reader.ts';
import { toldToPerson } from './told-to-person.ts';

/** Who does something in a space, when, and what is left of it in the audit trail. */
export interface Doing {
  accountId: AccountId;
  at: Date;
  trail: Trail;
}

export interface SpaceStore extends SpaceReader {
  create(space: KeptSpace, founder: Doing & { name: string }): Promise<'done' | 'too-many-spaces'>;
  /** Writes the name and the number of `space` over those of the version before; `older` is how it was. */
  change(space: KeptSpace, older: KeptSpace, doing: Doing): Promise<'done' | 'no-member' | 'outdated'>;
}

/** What the feed says of a change: each of the two things on its own. */
const actionsOfChange = (space: KeptSpace, older: KeptSpace, { accountId, at }: Doing): NewAction[] => {
  const action = { spaceId: space.id, by: { accountId }, at };
  return [
    ...(space.name === older.name ? [] : [{ ...action, kind: 'space.renamed' as const, object: { name: older.name } }]),
    ...(space.number === older.number
      ? []
      : [{ ...action, kind: 'space.number-changed' as const, object: { name: space.number ?? 'aucun' } }]),
  ];
};

export const spaceStore = (client: DynamoDBDocumentClient, tables: ToldTables, commit: Commit): SpaceStore => ({
  ...spaceReader(client, tables.spaces),
  create: async ({ id, ...space }, { accountId, name, at, trail }) => {
    const done = await attempt(
      commit,
      [
        always({ Put: { TableName: tables.spaces, Item: { ...spaceKey(id), ...space } } }),
        ...stepsToJoin(tables, { spaceId: id, accountId, name, at }),
        always(writeOfAction(tables.actions, { spaceId: id, kind: 'space.created', by: { accountId }, at, object: { name: space.name } })),
        toldToPerson(tables.history, { kind: 'space-created', accountId, at, name: space.name }),
      ],
      { trail, about: { spaceId: id } },
    );
    if (done === 'member-already') throw new Error('a new space has a member already');
    return done;
  },
  change: (space, older, doing) =>
    attempt(
      commit,
      [
        ['no-member', memberStill(tables.memberships, space.id, doing.accountId)],
        [
          'outdated',
          {
            Update: {
              TableName: tables.spaces,
              Key: spaceKey(space.id),
              UpdateExpression: `SET #name = :name, version = :next${space.number === undefined ? ' REMOVE #number' : ', #number = :number'}`,
              ConditionExpression: 'version = :version',
              ExpressionAttributeNames: { '#name': 'name', '#number': 'number' },
              ExpressionAttributeValues: {
                ':name': space.name,
                ':next': older.version + 1,
                ':version': older.version,
                ...(space.number !== undefined && { ':number': space.number }),
              },
            },
          },
        ],
        ...actionsOfChange(space, older, doing).map((action) => always(writeOfAction(tables.actions, action))),
      ],
      { trail: doing.trail, about: { spaceId: space.id } },
    ),
});
