import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Trail } from '../../shared/context.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { type NewAction, writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { stepsToJoin } from './membership-writes.ts';
import { type KeptSpace, readSpace, type SpaceTables, spaceKey } from './space-items.ts';
import { type SpaceReader, spaceReader } from './space-reader.ts';

/** Who does something in a space, when, and what is left of it in the audit trail. */
export interface Doing {
  accountId: AccountId;
  at: Date;
  trail: Trail;
}

export interface SpaceStore extends SpaceReader {
  /** The associations of an account, all of them, each as soon as it is theirs and never after. */
  listOf(accountId: AccountId): Promise<KeptSpace[]>;
  create(space: KeptSpace, founder: Doing & { name: string }): Promise<'done' | 'too-many-spaces'>;
  /** Writes the name and the number of `space` over those of the version before; `older` is how it was. */
  change(space: KeptSpace, older: KeptSpace, doing: Doing): Promise<'done' | 'no-member' | 'outdated'>;
}

/** Identifiers begin with a digit or with one of the first letters; nothing else in the list of an account does, but `count`. */
const EVERY_ID = { ':first': '0', ':last': 'g' };

const SPACE_ATTRIBUTES = ['pk', 'name', 'number', 'createdAt', 'members', 'version', 'closing'];

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

export const spaceStore = (client: DynamoDBDocumentClient, tables: SpaceTables, commit: Commit): SpaceStore => ({
  ...spaceReader(client, tables.spaces),
  async listOf(accountId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.spaces,
        KeyConditionExpression: 'pk = :account AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':account': accountId, ...EVERY_ID },
        ProjectionExpression: 'sk',
        ConsistentRead: true,
      }),
    );
    const keys = Items.flatMap(({ sk }) => (SpaceId.safeParse(sk).success ? [spaceKey(SpaceId.parse(sk))] : []));
    const items = await batchGet(client, { table: tables.spaces, keys, attributes: SPACE_ATTRIBUTES, consistent: true });
    return items.map(readSpace);
  },
  create: async ({ id, ...space }, { accountId, name, at, trail }) => {
    const done = await attempt(
      commit,
      [
        always({ Put: { TableName: tables.spaces, Item: { ...spaceKey(id), ...space } } }),
        ...stepsToJoin(tables, { spaceId: id, accountId, name, at }),
        always(writeOfAction(tables.actions, { spaceId: id, kind: 'space.created', by: { accountId }, at, object: { name: space.name } })),
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
