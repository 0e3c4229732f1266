import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openAccount } from '../../functions/accounts/open-account.ts';
import { readMyAccount } from '../../functions/accounts/read-my-account.ts';
import { AccountId } from '../../schemas/account.ts';
import { accountsInMemory, anAccount } from '../doubles/accounts.ts';
import { contextOf } from '../doubles/context.ts';

const now = new Date('2026-03-01T08:00:00.000Z');
const aPerson = () => AccountId.parse(randomUUID());
const administrator = contextOf(aPerson(), 'administrator');

const given = () => {
  const store = accountsInMemory();
  return {
    store,
    open: openAccount({ store, clock: () => now, newId: randomUUID }),
    read: readMyAccount({ store }),
  };
};
const camille = { email: 'Camille@Exemple.fr' };

describe('opening an account', () => {
  it('gives an active account with a space of its own, dated by the clock', async () => {
    const { open, store } = given();
    const account = await open({ body: camille }, administrator);
    expect(account).toMatchObject({ ...camille, role: 'citizen', status: 'active', openedAt: now.toISOString() });
    expect(account.personalSpaceId).not.toBe(account.id);
    expect(await store.find(AccountId.parse(account.id))).toEqual(account);
  });

  it('is refused for an address that has one', async () => {
    const { open } = given();
    await open({ body: camille }, administrator);
    await expect(open({ body: { ...camille, email: 'camille@exemple.fr' } }, administrator)).rejects.toMatchObject({
      kind: 'account-exists',
    });
  });
});

describe('reading one’s account', () => {
  it('gives the caller’s own', async () => {
    const { read, store } = given();
    const account = anAccount();
    await store.open(account, administrator.trail);
    expect(await read({}, { ...contextOf(account.id), trail: undefined })).toEqual({
      ...account,
      mail: { state: 'ok', reason: null, since: null, explanation: null },
      deletion: null,
    });
  });

  it('tells somebody who has none', async () => {
    await expect(given().read({}, { ...contextOf(aPerson()), trail: undefined })).rejects.toMatchObject({ kind: 'account-not-found' });
  });
});
