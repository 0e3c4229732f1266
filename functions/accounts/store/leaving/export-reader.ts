import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import type { ExportId } from '../../../../schemas/leaving.ts';
import { EXPORTS_PREFIX, exportKey, exportsKey, StoredExport, StoredRequests } from './leaving-items.ts';

export interface Requests {
  askedAt: string[];
  /** 0 before the first. */
  version: number;
}

/** The copies that people asked for, as they are read. */
export interface ExportReader {
  find(accountId: AccountId, exportId: ExportId): Promise<StoredExport | undefined>;
  /** The latest first. */
  list(accountId: AccountId): Promise<StoredExport[]>;
  requests(accountId: AccountId): Promise<Requests>;
}

export const exportReader = (client: DynamoDBDocumentClient, table: string): ExportReader => ({
  async find(accountId, exportId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: exportKey(accountId, exportId), ConsistentRead: true }));
    return Item && StoredExport.parse(Item);
  },
  async list(accountId) {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :account AND begins_with(sk, :export)',
      ExpressionAttributeValues: { ':account': accountId, ':export': EXPORTS_PREFIX },
      ConsistentRead: true,
    };
    const found: StoredExport[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) found.push(...Items.map((item) => StoredExport.parse(item)));
    return found.sort((one, other) => other.askedAt.localeCompare(one.askedAt));
  },
  async requests(accountId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: exportsKey(accountId), ConsistentRead: true }));
    return Item ? StoredRequests.parse(Item) : { askedAt: [], version: 0 };
  },
});
