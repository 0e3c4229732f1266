import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import { spaceClosed, spaceMembershipEnded } from '../../../schemas/events/spaces.ts';
import { MOST_ASSOCIATIONS, MOST_MEMBERS } from '../../../schemas/space.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { newEvent, type Write } from '../../shared/store/commit.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, type Step } from './attempt.ts';
import { closedSpace, listCountKey, listedKey, memberKey, pastKey, type SpaceTables, spaceKey } from './space-items.ts';

export interface Joining {
  spaceId: SpaceId;
  accountId: AccountId;
  name: string;
  at: Date;
}

type Place = Pick<Joining, 'spaceId' | 'accountId'>;

const countList = (table: string, accountId: AccountId, by: 1 | -1): Write => ({
  Update: {
    TableName: table,
    Key: listCountKey(accountId),
    UpdateExpression: 'ADD associations :by',
    ExpressionAttributeValues: { ':by': by, ...(by === 1 && { ':most': MOST_ASSOCIATIONS }) },
    ...(by === 1 && { ConditionExpression: 'attribute_not_exists(associations) OR associations < :most' }),
  },
});

/** All that makes somebody a member of an association: the membership itself, their list, and how they are called there. */
export const stepsToJoin = (
  { spaces, memberships }: SpaceTables,
  { spaceId, accountId, name, at }: Joining,
): Step<'member-already' | 'too-many-spaces'>[] => [
  [
    'member-already',
    {
      Put: {
        TableName: memberships,
        Item: { pk: spaceId, sk: accountId, joinedAt: at.toISOString() },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ],
  ['too-many-spaces', countList(spaces, accountId, 1)],
  always({ Put: { TableName: spaces, Item: listedKey(accountId, spaceId) } }),
  always({ Put: { TableName: spaces, Item: { ...memberKey(spaceId, memberIdOf(spaceId, accountId)), name } } }),
];

/** One member more; refused by a space that is gone, that is being closed, or that is full. */
export const oneMore = (table: string, spaceId: SpaceId): Write => ({
  Update: {
    TableName: table,
    Key: spaceKey(spaceId),
    UpdateExpression: 'ADD members :one',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closing) AND members < :most',
    ExpressionAttributeValues: { ':one': 1, ':most': MOST_MEMBERS },
  },
});

/** One member less; refused when nobody would be left. */
export const oneLess = (table: string, spaceId: SpaceId): Write => ({
  Update: {
    TableName: table,
    Key: spaceKey(spaceId),
    UpdateExpression: 'ADD members :less',
    ConditionExpression: 'members > :one',
    ExpressionAttributeValues: { ':less': -1, ':one': 1 },
  },
});

/** All that ends a membership. How the person was called there stays: what they did stays readable. `past`: what else is kept of it in their list. */
export const stepsToEnd = (
  { spaces, memberships }: SpaceTables,
  { spaceId, accountId }: Place,
  past?: Record<string, unknown>,
): Step<'no-member'>[] => [
  ['no-member', { Delete: { TableName: memberships, Key: { pk: spaceId, sk: accountId }, ConditionExpression: 'attribute_exists(pk)' } }],
  always({ Delete: { TableName: spaces, Key: listedKey(accountId, spaceId) } }),
  always({ Put: { TableName: spaces, Item: { ...pastKey(accountId, spaceId), ...past } } }),
  always(countList(spaces, accountId, -1)),
];

type Leaving = Place & Pick<Joining, 'at'>;

/** All that lets somebody leave the others, who read that they did. */
export const stepsToLeave = (tables: SpaceTables, { spaceId, accountId, at }: Leaving): Step<'no-member' | 'last'>[] => [
  ...stepsToEnd(tables, { spaceId, accountId }),
  ['last', oneLess(tables.spaces, spaceId)],
  always(writeOfAction(tables.actions, { spaceId, kind: 'member.left', by: { accountId }, at })),
];

export const membershipLeft = ({ spaceId, accountId, at }: Leaving) =>
  newEvent(spaceMembershipEnded, { spaceId, accountId, at: at.toISOString(), how: 'left' });

/**
 * All that ends a space with its last member: nobody gets in from that instant on. Refused where somebody else is left. `due`: only when its pause
 * is over, and its last member is to be told under which name.
 */
export const stepsToClose = (tables: SpaceTables, place: Place, due?: { at: Date; name: string }): Step<'no-member' | 'refused'>[] => [
  ...stepsToEnd(tables, place, due && closedSpace(due)),
  [
    'refused',
    {
      Delete: {
        TableName: tables.spaces,
        Key: spaceKey(place.spaceId),
        ConditionExpression: due ? 'members = :one AND dueSk <= :now' : 'members = :one',
        ExpressionAttributeValues: { ':one': 1, ...(due && { ':now': `${due.at.toISOString()}~` }) },
      },
    },
  ],
];

export const spaceEnded = ({ spaceId, accountId, at }: Leaving) => [
  newEvent(spaceMembershipEnded, { spaceId, accountId, at: at.toISOString(), how: 'closed' }),
  newEvent(spaceClosed, { spaceId }),
];
