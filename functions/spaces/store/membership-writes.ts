import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import { MOST_ASSOCIATIONS } from '../../../schemas/space.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import type { Write } from '../../shared/store/commit.ts';
import { listCountKey, listedKey, memberKey, type SpaceTables } from './space-items.ts';

export interface Joining {
  spaceId: SpaceId;
  accountId: AccountId;
  name: string;
  at: Date;
}

/** Positions, in `writesToJoin`, of what fails when the account is a member already, and when it has as many associations as it may. */
export const JOINED_ALREADY = 0;
export const LIST_IS_FULL = 1;

/** All that makes somebody a member of an association: the membership itself, their list, and how they are called there. */
export const writesToJoin = ({ spaces, memberships }: SpaceTables, { spaceId, accountId, name, at }: Joining): Write[] => [
  {
    Put: {
      TableName: memberships,
      Item: { pk: spaceId, sk: accountId, joinedAt: at.toISOString() },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  {
    Update: {
      TableName: spaces,
      Key: listCountKey(accountId),
      UpdateExpression: 'ADD associations :one',
      ConditionExpression: 'attribute_not_exists(associations) OR associations < :most',
      ExpressionAttributeValues: { ':one': 1, ':most': MOST_ASSOCIATIONS },
    },
  },
  { Put: { TableName: spaces, Item: listedKey(accountId, spaceId) } },
  { Put: { TableName: spaces, Item: { ...memberKey(spaceId, memberIdOf(spaceId, accountId)), name } } },
];
