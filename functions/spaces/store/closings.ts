import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import { spaceClosingChanged } from '../../../schemas/events/spaces.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { spaceEnded, stepsToClose } from './membership-writes.ts';
import { type KeptSpace, spaceKey, type ToldTables } from './space-items.ts';
import type { Doing } from './spaces.ts';
import { toldToPerson } from './told-to-person.ts';

type Named = Pick<KeptSpace, 'id' | 'name'>;

export interface Closings {
  /** Lets the pause begin, at the end of which the space is erased; refused unless one member is left. */
  begin(space: Named, until: Date, doing: Doing): Promise<'done' | 'no-member' | 'refused'>;
  callBack(space: Named, doing: Doing): Promise<'done' | 'no-member' | 'not-closing'>;
  /** Spaces whose pause is over, the oldest first. */
  due(now: Date): Promise<SpaceId[]>;
  /** Ends a space whose pause is over with its last member; what is left in it is emptied after. `told`: who has a history to read it in. */
  end(space: Named, last: { accountId: AccountId; told: boolean }, at: Date): Promise<'done' | 'no-member' | 'refused'>;
}

const DUE = 'due';
/** In one run of the schedule. */
const MOST_AT_ONCE = 100;

export const closings = (client: DynamoDBDocumentClient, tables: ToldTables, commit: Commit): Closings => ({
  begin: ({ id: spaceId, name }, until, { accountId, at, trail }) =>
    attempt(
      commit,
      [
        ['no-member', memberStill(tables.memberships, spaceId, accountId)],
        [
          'refused',
          {
            Update: {
              TableName: tables.spaces,
              Key: spaceKey(spaceId),
              UpdateExpression: 'SET closing = :closing, duePk = :due, dueSk = :until',
              ConditionExpression: 'members = :one AND attribute_not_exists(closing)',
              ExpressionAttributeValues: {
                ':closing': { at: until.toISOString() },
                ':due': DUE,
                ':until': `${until.toISOString()}#${spaceId}`,
                ':one': 1,
              },
            },
          },
        ],
        always(writeOfAction(tables.actions, { spaceId, kind: 'space.closing', by: { accountId }, at })),
        toldToPerson(tables.history, { kind: 'space-closing-asked', accountId, at, name }),
      ],
      { trail, about: { spaceId }, events: [newEvent(spaceClosingChanged, { spaceId, accountId, closesAt: until.toISOString() })] },
    ),
  callBack: ({ id: spaceId, name }, { accountId, at, trail }) =>
    attempt(
      commit,
      [
        ['no-member', memberStill(tables.memberships, spaceId, accountId)],
        [
          'not-closing',
          {
            Update: {
              TableName: tables.spaces,
              Key: spaceKey(spaceId),
              UpdateExpression: 'REMOVE closing, duePk, dueSk',
              ConditionExpression: 'attribute_exists(closing)',
            },
          },
        ],
        always(writeOfAction(tables.actions, { spaceId, kind: 'space.reopened', by: { accountId }, at })),
        toldToPerson(tables.history, { kind: 'space-closing-called-back', accountId, at, name }),
      ],
      { trail, about: { spaceId }, events: [newEvent(spaceClosingChanged, { spaceId, accountId, closesAt: null })] },
    ),
  async due(now) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.spaces,
        IndexName: DUE,
        KeyConditionExpression: 'duePk = :due AND dueSk <= :now',
        ExpressionAttributeValues: { ':due': DUE, ':now': `${now.toISOString()}~` },
        Limit: MOST_AT_ONCE,
      }),
    );
    return Items.map(({ pk }) => SpaceId.parse(pk));
  },
  end: ({ id: spaceId, name }, { accountId, told }, at) =>
    attempt(
      commit,
      [
        ...stepsToClose(tables, { spaceId, accountId }, { at, name }),
        ...(told ? [toldToPerson(tables.history, { kind: 'space-closed', accountId, at, name, by: 'parvis' })] : []),
      ],
      { about: { spaceId }, events: spaceEnded({ spaceId, accountId, at }) },
    ),
});
