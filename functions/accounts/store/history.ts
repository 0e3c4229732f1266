import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import { HistoryEntry } from '../../../schemas/history.ts';

/** What happened to an account, as its owner reads it. */
export interface HistoryStore {
  /** All of it, the latest first, a page in memory at a time. */
  all(accountId: AccountId): AsyncIterable<HistoryEntry>;
  /** Leaves nothing. */
  erase(accountId: AccountId): Promise<void>;
}

export const historyStore = (client: DynamoDBDocumentClient, table: string): HistoryStore => {
  async function* items(accountId: AccountId) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :account',
        ExpressionAttributeValues: { ':account': accountId },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) yield* Items;
  }
  return {
    async *all(accountId) {
      for await (const item of items(accountId)) yield HistoryEntry.parse(item);
    },
    async erase(accountId) {
      for await (const { pk, sk } of items(accountId)) await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
    },
  };
};
