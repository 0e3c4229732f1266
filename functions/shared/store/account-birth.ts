import type { Account } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../address.ts';
import type { Write } from './commit.ts';

export interface BirthTables {
  accounts: string;
  memberships: string;
}

/** The address itself never becomes a key: keys show up where values do not. */
export const addressKey = (address: AddressHash) => ({ pk: `email#${address}` });

/** The item that keeps an address to one account; its condition fails when another has it. */
export const addressClaim = (accounts: string, account: Pick<Account, 'id' | 'email'>): Write => ({
  Put: {
    TableName: accounts,
    Item: { ...addressKey(hashAddress(account.email)), accountId: account.id },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/**
 * The writes by which an account, its address and its personal space are born together: nobody is ever without a space, and no address has two
 * accounts. Whoever opens one puts all of them, in this order, into one transaction; the second one fails when the address is taken.
 */
export const accountBirth = (tables: BirthTables, { id, ...account }: Account): Write[] => [
  { Put: { TableName: tables.accounts, Item: { pk: id, ...account }, ConditionExpression: 'attribute_not_exists(pk)' } },
  addressClaim(tables.accounts, { id, email: account.email }),
  { Put: { TableName: tables.memberships, Item: { pk: account.personalSpaceId, sk: id, joinedAt: account.openedAt } } },
];
