import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { SpaceId } from '../../../schemas/account.ts';
import type { Membership } from '../middlewares/access.ts';

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
