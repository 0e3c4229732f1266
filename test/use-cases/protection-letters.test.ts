import { describe, expect, it } from 'vitest';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { protectionLetters } from '../../functions/identity/on-protection-news.ts';
import { anAccount } from '../doubles/accounts.ts';
import { postInMemory } from '../doubles/letters.ts';

const SITE = 'https://parvis.exemple.fr';
const keyring = doorKeyring(JSON.stringify({ k1: 'the text of a secret that is long enough for all of them' }));

const scene = () => {
  const { post, posted } = postInMemory();
  const camille = anAccount();
  const accounts = new Map([[camille.id, camille]]);
  const reactions = protectionLetters({
    post,
    people: { account: async (accountId) => accounts.get(accountId) },
    links: { find: async () => undefined },
    linkKeys: async () => keyring,
    siteAddress: SITE,
    clock: () => new Date('2026-11-30T08:00:00Z'),
  });
  return { camille, accounts, reactions, posted };
};

const delivery = (eventId = 'event') => ({ eventId, at: '2026-11-30T08:00:00.000Z', correlationId: 'test' });

describe('what changes in how somebody comes in', () => {
  it.each([
    ['opened', 'Votre compte est ouvert avec FranceConnect', 'choisir un mot de passe'],
    ['linked', 'Votre compte est lié à FranceConnect', 'choisir un autre mot de passe'],
    ['unlinked', 'Votre compte n’est plus lié à FranceConnect', 'choisir un autre mot de passe'],
  ] as const)('is told by a letter when an account was %s', async (news, subject, advice) => {
    const { camille, reactions, posted } = scene();
    const told = { accountId: camille.id, provider: 'franceconnect', news } as const;
    await reactions['account.identity-link-changed'](told, delivery());
    await reactions['account.identity-link-changed'](told, delivery());
    expect(posted).toMatchObject([{ to: camille.email, letter: { subject } }]);
    expect(posted[0]?.letter.text).toContain(`${advice} :\n${SITE}/api/identity/password`);
  });

  it('is told in the name of the provider of agents too', async () => {
    const { camille, reactions, posted } = scene();
    await reactions['account.identity-link-changed']({ accountId: camille.id, provider: 'proconnect', news: 'linked' }, delivery());
    expect(posted).toMatchObject([{ letter: { subject: 'Votre compte est lié à ProConnect' } }]);
  });

  it('is told of factors in one letter, however many changed at once', async () => {
    const { camille, reactions, posted } = scene();
    await reactions['factors.changed']({ accountId: camille.id, news: ['totp-added', 'recovery-codes-made'] }, delivery());
    expect(posted).toMatchObject([{ to: camille.email, letter: { subject: 'Une application d’authentification a été ajoutée' } }]);
    expect(posted[0]?.letter.text).toContain('Dix codes de secours');
  });

  it('is told to nobody once the account is gone', async () => {
    const { camille, accounts, reactions, posted } = scene();
    accounts.clear();
    await reactions['account.identity-link-changed']({ accountId: camille.id, provider: 'franceconnect', news: 'unlinked' }, delivery());
    await reactions['factors.changed']({ accountId: camille.id, news: ['totp-removed'] }, delivery());
    expect(posted).toEqual([]);
  });
});
