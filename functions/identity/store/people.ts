import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, AccountId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import { addressKey } from '../../shared/store/account-birth.ts';
import { type KeptPassword, passwordReader } from './credentials.ts';
import { type FindPending, type Pending, pendingFinder } from './pendings.ts';

/** What sign-in knows of an address: an account, a sign-up that waits, both for a moment, or nothing. */
export interface Person {
  account: Account | undefined;
  password: KeptPassword | undefined;
  pending: Pending | undefined;
}

export interface People {
  /** The same reads whoever it is, and whether or not there is anybody: no clock tells. */
  byAddress(address: AddressHash, at: Date): Promise<Person>;
  account(accountId: AccountId): Promise<Account | undefined>;
  pending: FindPending;
}

const Claim = z.object({ accountId: AccountId });

export const people = (client: DynamoDBDocumentClient, tables: Record<'accounts' | 'credentials' | 'pendings', string>): People => {
  const itemOf = async (key: { pk: string }) =>
    (await client.send(new GetCommand({ TableName: tables.accounts, Key: key, ConsistentRead: true }))).Item;
  const account = async (accountId: AccountId): Promise<Account | undefined> => {
    const item = await itemOf({ pk: accountId });
    return item && Account.parse({ ...item, id: item['pk'] });
  };
  const passwordOf = passwordReader(client, tables.credentials);
  const pending = pendingFinder(client, tables.pendings);
  return {
    account,
    pending,
    async byAddress(address, at) {
      const [claim, waiting] = await Promise.all([itemOf(addressKey(address)), pending(address, at)]);
      const accountId = claim ? Claim.parse(claim).accountId : AccountId.parse(randomUUID());
      const [found, password] = await Promise.all([account(accountId), passwordOf(accountId)]);
      const holds = found && hashAddress(found.email) === address;
      return { account: holds ? found : undefined, password: holds ? password : undefined, pending: waiting };
    },
  };
};
