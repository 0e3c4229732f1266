import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, AccountId } from '../../../../schemas/account.ts';
import { hashAddress } from '../../../shared/address.ts';
import { addressKey } from '../../../shared/store/account-birth.ts';

/** What is to be known of somebody before they come in. */
export type KnownAccount = Pick<Account, 'id' | 'email' | 'role' | 'status'>;

export interface KnownAccounts {
  find(accountId: AccountId): Promise<KnownAccount | undefined>;
  /** Of who has this address now. */
  byEmail(email: string): Promise<KnownAccount | undefined>;
}

const Known = z.pick(Account, { id: true, email: true, role: true, status: true });
const Claim = z.object({ accountId: AccountId });

export const knownAccounts = (client: DynamoDBDocumentClient, table: string): KnownAccounts => {
  const get = async (key: { pk: string }) => (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const find = async (accountId: AccountId) => {
    const item = await get({ pk: accountId });
    return item && Known.parse({ ...item, id: item['pk'] });
  };
  return {
    find,
    async byEmail(email) {
      const claim = await get(addressKey(hashAddress(email)));
      const account = claim && (await find(Claim.parse(claim).accountId));
      return account && hashAddress(account.email) === hashAddress(email) ? account : undefined;
    },
  };
};
