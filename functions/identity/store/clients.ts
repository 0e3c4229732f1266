import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { RegisteredClient } from '../../../schemas/client.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held } from '../../shared/store/commit.ts';

/** All of them are in one list: a site has dozens of partners, not thousands. */
const clientKey = (id: string) => ({ pk: 'clients', sk: id });

const StoredClient = z.object({ client: RegisteredClient, secretHash: z.optional(z.string()) });
export type StoredClient = z.output<typeof StoredClient>;

/** Undefined for one that is not registered. */
export type FindClient = (id: string) => Promise<StoredClient | undefined>;

export const clientFinder =
  (client: DynamoDBDocumentClient, table: string): FindClient =>
  async (id) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: clientKey(id), ConsistentRead: true }));
    return Item && StoredClient.parse(Item);
  };

export interface ClientStore {
  find: FindClient;
  list(): Promise<RegisteredClient[]>;
  /** False when the name is taken: an identifier that partners know is never given to another. */
  register(stored: StoredClient, trail: Trail): Promise<boolean>;
  /** False when it was changed meanwhile. */
  change(before: StoredClient, after: StoredClient, trail: Trail): Promise<boolean>;
}

export const clientStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): ClientStore => {
  const put = (stored: StoredClient, condition: object) => ({
    Put: { TableName: table, Item: { ...clientKey(stored.client.id), ...stored }, ...condition },
  });
  return {
    find: clientFinder(client, table),
    async list() {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :clients',
          ExpressionAttributeValues: { ':clients': 'clients' },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredClient.parse(item).client);
    },
    register: (stored, trail) =>
      held(
        commit({
          writes: [put(stored, { ConditionExpression: 'attribute_not_exists(pk)' })],
          trail,
          about: { clientId: stored.client.id },
        }),
      ),
    change: (before, after, trail) => {
      const unchanged = {
        ConditionExpression: 'client = :before',
        ExpressionAttributeValues: { ':before': before.client },
      };
      return held(commit({ writes: [put(after, unchanged)], trail, about: { clientId: after.client.id } }));
    },
  };
};
