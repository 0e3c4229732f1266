import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { leaveKeyring, openLeaveToken, sealLeaveToken } from '../../functions/alerts/leave-token.ts';
import { leavingOf } from '../../functions/alerts/rules/audience.ts';
import type { Way } from '../../functions/alerts/store/subscription-items.ts';
import { AccountId } from '../../schemas/account.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { fanOut } from '../doubles/fan-out.ts';
import { leaveRoutes } from '../doubles/leave-links.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

/** Faults that other alert services are known for; those that show over HTTP are in the journey of the same name. */
describe('a change that is matched after the digest of its day has run', () => {
  const TODAY = '2026-03-02T08:00Z';
  const daily: Way = { channel: 'mail', frequency: 'daily' };

  it('is told by the next digest, and put into none that was read: at its very hour, and whatever worker dies on the way', async () => {
    const people = Array.from({ length: 20 }, () => ({
      accountId: AccountId.parse(randomUUID()),
      spaces: 1,
      ways: [daily],
      preferences: { zone: 'UTC', hour: 8 },
    }));
    const { calls } = await fanOut(people, randomUUID, 1);
    for (let kill = -1; kill < calls; kill++) {
      const { lists, announced, ledger } = await fanOut(people, randomUUID, 1, { kills: new Set([kill]) });
      const told = lists.flatMap(({ slot, people: listed }) => listed.map(({ accountId }) => ({ accountId, slot })));
      expect(told.map(({ accountId }) => accountId).toSorted()).toEqual(people.map(({ accountId }) => accountId).toSorted());
      expect([...new Set(told.map(({ slot }) => slot))], `kill at ${kill}`).toEqual(['2026-03-03T08:00Z']);
      expect([...announced]).not.toContain(TODAY);
      expect(ledger).toMatchObject({ state: 'done', expected: 0, inDigests: people.length });
    }
  });
});

describe('a leave link, a year later', () => {
  const YEAR = 366 * 24 * 60 * 60 * 1000;
  const fiche = aFiche('F265');
  afterEach(() => vi.useRealTimers());

  it('still ends the subscription', async () => {
    const person = aPerson();
    const subscription = aSubscription(person, fiche);
    const routes = leaveRoutes(async () => new Map([[ficheKey(fiche), { title: 'Carte Vitale', status: 'live' as const }]]));
    await routes.store.add(subscription, { actor: person.accountId, action: 'test', correlationId: 'test' });
    const token = routes.seal(subscription);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + YEAR });
    expect((await routes.open(token)).body).toContain('<form method="post">');
    expect((await routes.press(token)).body).toContain('Vous êtes désabonné');
    expect(await routes.store.find(subscription)).toBeUndefined();
  });

  it('is still read after a new key every month', () => {
    const secretOf = (month: number) => `the random text of month ${month}, which nobody guesses`;
    const keysUntil = (month: number) => Object.fromEntries(Array.from({ length: month }, (_, n) => [`k${n + 1}`, secretOf(n + 1)]));
    const leaving = leavingOf(aSubscription(aPerson(), fiche));
    const token = sealLeaveToken(leaveKeyring(JSON.stringify(keysUntil(1))), leaving);
    expect(openLeaveToken(leaveKeyring(JSON.stringify(keysUntil(13))), token)).toEqual(leaving);
  });
});
