import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import type { SpaceTables } from './space-items.ts';

/** How many are deleted at the same time. */
const TOGETHER = 25;

/** Takes all that spaces and their feed hold of a space out of the tables; may be done again after it was interrupted. */
export const emptySpace =
  (client: DynamoDBDocumentClient, { spaces, actions }: Omit<SpaceTables, 'memberships'>) =>
  async (spaceId: SpaceId): Promise<void> => {
    for (const table of [spaces, actions]) {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :space',
        ExpressionAttributeValues: { ':space': spaceId },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client, pageSize: TOGETHER }, query))
        await Promise.all(Items.map(({ pk, sk }) => client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }))));
    }
  };
