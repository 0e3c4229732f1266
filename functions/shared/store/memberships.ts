import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Membership } from '../middlewares/access.ts';
import type { Write } from './commit.ts';

/**
 * Reads the one item that makes somebody a member: a space that is not theirs cannot be told from one that does not exist. Consistently, so
 * that a space is open to its owner at once, and closed at once to who was put out.
 */
export const membershipReader =
  (client: DynamoDBDocumentClient, table: string): Membership =>
  async (spaceId, accountId) => {
    if (!SpaceId.safeParse(spaceId).success) return false;
    const item = { TableName: table, Key: { pk: spaceId, sk: accountId }, ProjectionExpression: 'pk', ConsistentRead: true };
    return (await client.send(new GetCommand(item))).Item !== undefined;
  };

/**
 * Belongs in the transaction of whatever somebody writes into a space: it fails when they were put out since their request was let in. Who
 * meets that answers as for a space that does not exist. Needs `ConditionCheckItem`.
 */
export const memberStill = (table: string, spaceId: SpaceId, accountId: AccountId): Write => ({
  ConditionCheck: { TableName: table, Key: { pk: spaceId, sk: accountId }, ConditionExpression: 'attribute_exists(pk)' },
});
