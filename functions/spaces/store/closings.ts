import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import { spaceClosed, spaceMembershipEnded } from '../../../schemas/events/spaces.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt, type Step } from './attempt.ts';
import { stepsToEnd } from './membership-writes.ts';
import { type SpaceTables, spaceKey } from './space-items.ts';
import type { Doing } from './spaces.ts';

export interface Closings {
  /** Lets the pause begin, at the end of which the space is erased; refused unless one member is left. */
  begin(spaceId: SpaceId, until: Date, doing: Doing): Promise<'done' | 'no-member' | 'refused'>;
  callBack(spaceId: SpaceId, doing: Doing): Promise<'done' | 'no-member' | 'not-closing'>;
  /** Spaces whose pause is over, the oldest first. */
  due(now: Date): Promise<SpaceId[]>;
  /** Ends a space with its last member: nobody gets in from that instant on, and what is left in it is emptied after. `only` when its pause is over. */
  end(spaceId: SpaceId, last: AccountId, at: Date, only: 'paused' | 'at-once'): Promise<'done' | 'no-member' | 'refused'>;
}

const DUE = 'due';
/** In one run of the schedule. */
const MOST_AT_ONCE = 100;

const stepToErase = (table: string, spaceId: SpaceId, now: Date, only: 'paused' | 'at-once'): Step<'refused'> => [
  'refused',
  {
    Delete: {
      TableName: table,
      Key: spaceKey(spaceId),
      ConditionExpression: only === 'paused' ? 'members = :one AND dueSk <= :now' : 'members = :one',
      ExpressionAttributeValues: { ':one': 1, ...(only === 'paused' && { ':now': `${now.toISOString()}~` }) },
    },
  },
];

export const closings = (client: DynamoDBDocumentClient, tables: SpaceTables, commit: Commit): Closings => ({
  begin: (spaceId, until, { accountId, at, trail }) =>
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
      ],
      { trail, about: { spaceId } },
    ),
  callBack: (spaceId, { accountId, at, trail }) =>
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
      ],
      { trail, about: { spaceId } },
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
  end: (spaceId, accountId, at, only) =>
    attempt(commit, [...stepsToEnd(tables, { spaceId, accountId }), stepToErase(tables.spaces, spaceId, at, only)], {
      about: { spaceId },
      events: [
        newEvent(spaceMembershipEnded, { spaceId, accountId, at: at.toISOString(), how: 'closed' }),
        newEvent(spaceClosed, { spaceId }),
      ],
    }),
});
