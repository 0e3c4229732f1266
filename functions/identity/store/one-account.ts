import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Account, type AccountId } from '../../../schemas/account.ts';

/** An account as of now; undefined when there is none. */
export type FindAccount = (accountId: AccountId) => Promise<Account | undefined>;

export const accountFinder =
  (client: DynamoDBDocumentClient, table: string): FindAccount =>
  async (accountId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: accountId }, ConsistentRead: true }));
    return Item && Account.parse({ ...Item, id: Item['pk'] });
  };
