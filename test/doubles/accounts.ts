import { randomUUID } from 'node:crypto';
import type { AccountStore } from '../../functions/accounts/store/accounts.ts';
import { foldAddress } from '../../functions/shared/address.ts';
import { Account } from '../../schemas/account.ts';

export const anAccount = (over: Partial<Pick<Account, 'email' | 'role' | 'status'>> = {}): Account =>
  Account.parse({
    id: randomUUID(),
    email: `${randomUUID()}@exemple.fr`,
    role: 'citizen',
    status: 'active',
    personalSpaceId: randomUUID(),
    openedAt: '2026-01-01T08:00:00.000Z',
    ...over,
  });

/** Accounts in memory; keeps the same promises as the tables, in the same tests. */
export const accountsInMemory = (): AccountStore => {
  const kept = new Map<string, Account>();
  return {
    find: async (id) => kept.get(id),
    open: async (account) => {
      const taken = [...kept.values()].some(({ email }) => foldAddress(email) === foldAddress(account.email));
      if (!taken) kept.set(account.id, account);
      return !taken;
    },
    setStatus: async (id, status) => {
      const account = kept.get(id);
      if (account) kept.set(id, { ...account, status });
      return account !== undefined;
    },
  };
};
