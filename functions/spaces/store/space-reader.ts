import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import { type KeptSpace, readSpace, spaceKey } from './space-items.ts';

export interface SpaceReader {
  /** Undefined for a personal space, which is nothing but its membership. */
  find(spaceId: SpaceId): Promise<KeptSpace | undefined>;
}

export const spaceReader = (client: DynamoDBDocumentClient, table: string): SpaceReader => ({
  async find(spaceId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: spaceKey(spaceId), ConsistentRead: true }));
    return Item && readSpace(Item);
  },
});
