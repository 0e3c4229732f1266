import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { RegisteredClient } from '../../../schemas/client.ts';

/** All of them are in one list: a site has dozens of partners, not thousands. */
export const clientKey = (id: string) => ({ pk: 'clients', sk: id });

export const StoredClient = z.object({ client: RegisteredClient, secretHash: z.optional(z.string()) });
export type StoredClient = z.output<typeof StoredClient>;

/** Undefined for one that is not registered. */
export type FindClient = (id: string) => Promise<StoredClient | undefined>;

export const clientFinder =
  (client: DynamoDBDocumentClient, table: string): FindClient =>
  async (id) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: clientKey(id), ConsistentRead: true }));
    return Item && StoredClient.parse(Item);
  };
