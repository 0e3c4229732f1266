import { beforeEach, describe, expect, it } from 'vitest';
import { ficheKey } from '../../schemas/fiche.ts';
import { contextOf } from '../doubles/context.ts';
import { leaveRoutes, SITE } from '../doubles/leave-links.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

const fiche = aFiche('F265');
const TITLE = 'Carte Vitale & <autres> droits';
const ESCAPED = 'Carte Vitale &amp; &lt;autres&gt; droits';
const ONE_CLICK = 'List-Unsubscribe=One-Click';

describe('leaving by the link of a mail', () => {
  const person = aPerson();
  const subscription = aSubscription(person, fiche);
  const { trail } = contextOf(person.accountId);
  let routes: ReturnType<typeof leaveRoutes>;
  let token: string;
  let now: Date;
  const lives = async () => (await routes.store.find(subscription)) !== undefined;

  beforeEach(async () => {
    now = new Date('2026-03-02T08:00:00.000Z');
    routes = leaveRoutes(
      async () => new Map([[ficheKey(fiche), { title: TITLE, status: 'live' as const }]]),
      () => now,
    );
    await routes.store.add(subscription, trail);
    token = routes.seal(subscription);
  });

  it('shows a page with one button, and changes nothing however often it is opened', async () => {
    for (let time = 0; time < 3; time++) {
      const { statusCode, body, headers } = await routes.open(token);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(body?.match(/<button/g)).toHaveLength(1);
      expect(body).toContain('<form method="post">');
      expect(body).toContain(ESCAPED);
      expect(body).toContain(`${SITE}/fiches/particuliers/F265.html`);
    }
    expect(await lives()).toBe(true);
  });

  it('does the same by the short link of an SMS, until the person has subscribed anew', async () => {
    const short = routes.shorten(subscription);
    expect(short).toHaveLength(20);
    expect((await routes.open(short)).body).toContain('<form method="post">');
    expect(await lives()).toBe(true);
    expect((await routes.press(short)).body).toContain('Vous êtes désabonné');
    expect(await lives()).toBe(false);
    expect((await routes.press(short)).body).toContain('Vous n’êtes plus abonné');
    await routes.store.add(aSubscription(person, fiche, 5), trail);
    expect((await routes.press(short)).statusCode).toBe(404);
    expect(await lives()).toBe(true);
  });

  it('knows no short link that was never sent', async () => {
    expect((await routes.press('s.AAAAAAAAAAAAAAAAAA')).statusCode).toBe(404);
  });

  it.each([
    ['the mail program', ONE_CLICK],
    ['the button of the page', ''],
  ])('ends the subscription when %s asks', async (_, body) => {
    const answer = await routes.press(token, body);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Vous êtes désabonné');
    expect(await lives()).toBe(false);
  });

  it('asked again, says that it is done: pressed, or opened', async () => {
    await routes.press(token, ONE_CLICK);
    for (const answer of [await routes.press(token, ONE_CLICK), await routes.open(token)]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('Vous n’êtes plus abonné');
      expect(answer.body).not.toContain('<button');
    }
  });

  it('ends nothing else: neither another fiche nor another person', async () => {
    const others = [
      aSubscription(person, aFiche('F984')),
      aSubscription(person, aFiche('F265', 'associations')),
      aSubscription(aPerson(), fiche),
    ];
    for (const other of others) await routes.store.add(other, trail);
    await routes.press(token, ONE_CLICK);
    for (const other of others) expect(await routes.store.find(other)).toEqual(other);
  });

  it('does not end a subscription made after the mail', async () => {
    await routes.store.end(subscription, trail);
    const newer = aSubscription(person, fiche, 5);
    await routes.store.add(newer, trail);
    for (const answer of [await routes.press(token, ONE_CLICK), await routes.open(token)]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('Ce lien de désabonnement n’est plus valable.');
    }
    expect(await routes.store.find(newer)).toEqual(newer);
    expect((await routes.press(routes.seal(newer))).body).toContain('Vous êtes désabonné');
  });

  it('is known for an older one’s to the millisecond, and even when clocks differ, for who leaves and comes back at once', async () => {
    const began = Date.parse(subscription.subscribedAt);
    now = new Date(began + 40_000);
    const sealed = routes.seal(subscription, new Date(began + 30_000));
    await routes.store.end(subscription, trail);
    const newer = { ...subscription, subscribedAt: new Date(began + 50_000).toISOString() };
    await routes.store.add(newer, trail);
    expect((await routes.press(sealed)).statusCode).toBe(404);
    expect(await routes.store.find(newer)).toEqual(newer);
  });

  it.each([
    ['ends the subscription that a faster clock has dated after the mail', -59_000, 200],
    ['ends none that is a minute younger than the mail', -61_000, 404],
    ['lives as long as the subscription: it still ends it after years', 5 * 365 * 86_400_000, 200],
  ])('%s', async (_, later, status) => {
    const sealed = routes.seal(subscription, new Date(Date.parse(subscription.subscribedAt) + later));
    expect((await routes.press(sealed, ONE_CLICK)).statusCode).toBe(status);
    expect(await lives()).toBe(status === 404);
  });

  it.each([
    ['forged', 404, (good: string) => `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`],
    ['cut short', 404, (good: string) => good.slice(0, 60)],
    ['of no shape', 400, () => 'short'],
  ])('refuses a link that is %s, with a page', async (_, status, spoil) => {
    for (const answer of [await routes.open(spoil(token)), await routes.press(spoil(token), ONE_CLICK)]) {
      expect(answer.statusCode).toBe(status);
      expect(answer.headers?.['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body).toContain('<h1>');
    }
    expect(await lives()).toBe(true);
  });

  it('never says whose link it is', async () => {
    const pages = [await routes.open(token), await routes.press(token), await routes.press(token), await routes.open(token)];
    for (const { body } of pages) {
      for (const secret of [person.accountId, person.spaceId, token]) expect(body).not.toContain(secret);
    }
  });

  it('works for a fiche that is no longer known', async () => {
    const bare = leaveRoutes(async () => new Map());
    await bare.store.add(subscription, trail);
    expect((await bare.open(bare.seal(subscription))).body).toContain('Fiche F265');
    expect((await bare.press(bare.seal(subscription))).body).toContain('Vous êtes désabonné');
  });
});
