import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Membership } from '../middlewares/access.ts';

/** Reads the one item that makes somebody a member: a space that is not theirs cannot be told from one that does not exist. */
export const membershipReader =
  (client: DynamoDBDocumentClient, table: string): Membership =>
  async (spaceId, accountId) =>
    (await client.send(new GetCommand({ TableName: table, Key: { pk: spaceId, sk: accountId }, ProjectionExpression: 'pk' }))).Item !==
    undefined;
