import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, type AccountId, type AccountStatus } from '../../../schemas/account.ts';
import { batchGet } from './batch-get.ts';

export type Contact = Pick<Account, 'email' | 'status'>;

/** The few facts on accounts that others may read where they live; nobody keeps a copy of an address. */
export interface AccountReader {
  /**
   * At most 100 accounts; one that no longer exists is not in the map. Somebody is only held to be gone or suspended on the word of a
   * consistent read: the cheaper first read may not know yet of an account that was opened or reinstated this very second.
   */
  contactsOf(accountIds: AccountId[]): Promise<Map<AccountId, Contact>>;
  /** Undefined when there is no such account. */
  statusOf(accountId: AccountId): Promise<AccountStatus | undefined>;
}

const StoredContact = z.pick(Account, { id: true, email: true, status: true });
const StoredStatus = z.pick(Account, { status: true });

export const accountReader = (client: DynamoDBDocumentClient, table: string): AccountReader => ({
  async contactsOf(accountIds) {
    const read = async (ids: AccountId[], consistent: boolean): Promise<[AccountId, Contact][]> => {
      const keys = ids.map((pk) => ({ pk }));
      const items = await batchGet(client, { table, keys, attributes: ['pk', 'email', 'status'], consistent });
      return items.map((item) => {
        const { id, ...contact } = StoredContact.parse({ ...item, id: item['pk'] });
        return [id, contact];
      });
    };
    const wanted = [...new Set(accountIds)];
    const cheap = new Map(await read(wanted, false));
    const doubtful = wanted.filter((id) => cheap.get(id)?.status !== 'active');
    return new Map([...cheap, ...(await read(doubtful, true))]);
  },
  async statusOf(accountId) {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table,
        Key: { pk: accountId },
        ConsistentRead: true,
        ProjectionExpression: '#status',
        ExpressionAttributeNames: { '#status': 'status' },
      }),
    );
    return Item && StoredStatus.parse(Item).status;
  },
});
