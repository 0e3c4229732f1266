import { randomUUID } from 'node:crypto';
import type { AccountStore } from '../../functions/accounts/store/accounts.ts';
import type { KeptAccount } from '../../functions/accounts/store/kept-account.ts';
import type { MailStateStore } from '../../functions/accounts/store/mail-states.ts';
import { foldAddress, hashAddress } from '../../functions/shared/address.ts';
import type { Contact } from '../../functions/shared/store/accounts.ts';
import { Account, SpaceId } from '../../schemas/account.ts';

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

/** Somebody to whom mails may go; without more, their own space is none that a test knows. */
export const aContact = (email: string, over: Partial<Contact> = {}): Contact => ({
  email,
  status: 'active',
  personalSpaceId: SpaceId.parse(randomUUID()),
  ...over,
});

/** Accounts in memory; keeps the same promises as the tables, in the same tests. */
export const accountsInMemory = (): AccountStore & MailStateStore => {
  const kept = new Map<string, KeptAccount>();
  return {
    find: async (id) => kept.get(id),
    findByAddress: async (address) => [...kept.values()].find(({ email }) => hashAddress(email) === address),
    open: async (account) => {
      const taken = [...kept.values()].some(({ email }) => foldAddress(email) === foldAddress(account.email));
      if (!taken) kept.set(account.id, account);
      return !taken;
    },
    keep: async ({ id, email, mail }, next) => {
      const now = kept.get(id);
      if (!now || now.email !== email || now.mail?.version !== mail?.version) return false;
      kept.set(id, { ...now, mail: next });
      return true;
    },
  };
};
