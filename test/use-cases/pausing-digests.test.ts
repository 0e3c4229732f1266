import { beforeEach, describe, expect, it } from 'vitest';
import { sealLeaveToken } from '../../functions/alerts/leave-token.ts';
import { pauseDigests } from '../../functions/alerts/pause-digests.ts';
import { pauseKeyring, sealPauseToken } from '../../functions/alerts/pause-token.ts';
import { leavingOf } from '../../functions/alerts/rules/audience.ts';
import type { Recipient } from '../../functions/alerts/rules/chunks.ts';
import { showPausePage } from '../../functions/alerts/show-pause-page.ts';
import { keyringOf } from '../../functions/shared/keyring.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { digests } from '../../schemas/routes/digests.ts';
import { apiEvent, lambdaContext } from '../doubles/api-event.ts';
import { contextOf } from '../doubles/context.ts';
import { type PreferencesInMemory, preferencesInMemory } from '../doubles/preferences.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });
const keyring = pauseKeyring(secret);
const leaving = (person: Recipient) => leavingOf(aSubscription(person, aFiche('F265')));
const ONE_CLICK = 'List-Unsubscribe=One-Click';

const routesOver = (preferences: PreferencesInMemory) => {
  const dependencies = { preferences, pauseKeys: async () => keyring, clock: () => new Date('2026-11-23T08:00:00.000Z') };
  const { showPausePage: shown, pauseDigests: paused } = digests;
  const handler = api({
    routes: { showPausePage: shown, pauseDigests: paused },
    useCases: { showPausePage: showPausePage(dependencies), pauseDigests: pauseDigests(dependencies) },
    verifyToken: async () => undefined,
    membership: async () => false,
  });
  const call = (method: 'GET' | 'POST', token: string, body?: string) =>
    handler(apiEvent({ route: `${method} /pause/{token}`, params: { token }, body }), lambdaContext());
  return { open: (token: string) => call('GET', token), press: (token: string, body = '') => call('POST', token, body) };
};

describe('pausing digests by the link of a mail', () => {
  const person = aPerson();
  let preferences: PreferencesInMemory;
  let routes: ReturnType<typeof routesOver>;
  let token: string;
  const isPaused = async () => (await preferences.find(person.accountId)).digestsPaused;

  beforeEach(() => {
    preferences = preferencesInMemory();
    routes = routesOver(preferences);
    token = sealPauseToken(keyring, person.accountId);
  });

  it('shows a page with one button, and changes nothing however often it is opened', async () => {
    for (let time = 0; time < 3; time++) {
      const { statusCode, body, headers } = await routes.open(token);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      expect(body?.match(/<button/g)).toHaveLength(1);
      expect(body).toContain('<form method="post">');
    }
    expect(await isPaused()).toBe(false);
  });

  it.each([
    ['the mail program', ONE_CLICK],
    ['the button of the page', ''],
  ])('pauses when %s asks, keeps every other choice, and says how to resume', async (_, body) => {
    const seen = await preferences.find(person.accountId);
    const wanted = { ...DEFAULT_PREFERENCES, hour: 19, defaultFrequency: 'weekly' as const };
    await preferences.replace(person.accountId, { seen, wanted, at: new Date() }, contextOf(person.accountId).trail);
    const answer = await routes.press(token, body);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Vos récapitulatifs sont suspendus');
    expect(answer.body).toContain('préférences d’alerte');
    expect(await preferences.find(person.accountId)).toEqual({ ...wanted, digestsPaused: true, version: 2 });
  });

  it('asked again, says that it is done: pressed, or opened', async () => {
    await routes.press(token, ONE_CLICK);
    for (const answer of [await routes.press(token, ONE_CLICK), await routes.open(token)]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('déjà suspendus');
      expect(answer.body).not.toContain('<button');
    }
    expect(preferences.versionOf(person.accountId)).toBe(1);
  });

  it('pauses over a choice that is made at the same moment, and loses neither', async () => {
    const { trail } = contextOf(person.accountId);
    let first = true;
    const racing = routesOver({
      ...preferences,
      async find(accountId) {
        const seen = await preferences.find(accountId);
        if (first) await preferences.replace(accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, hour: 6 }, at: new Date() }, trail);
        first = false;
        return seen;
      },
    });
    expect((await racing.press(token, ONE_CLICK)).statusCode).toBe(200);
    expect(await preferences.find(person.accountId)).toMatchObject({ hour: 6, digestsPaused: true });
  });

  it('pauses nobody else', async () => {
    const other = aPerson();
    await routes.press(token, ONE_CLICK);
    expect(await preferences.find(other.accountId)).toMatchObject({ digestsPaused: false });
  });

  it.each([
    ['forged', 404, (good: string) => `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`],
    ['cut short', 404, (good: string) => good.slice(0, 40)],
    ['of no shape', 400, () => 'short'],
    ['made to leave a fiche', 404, () => sealLeaveToken(keyringOf(secret, 'parvis leave link 2'), leaving(person))],
    ['made to leave a fiche, with the same key', 404, () => sealLeaveToken(keyring, leaving(person))],
  ])('refuses a link that is %s, with a page', async (_, status, spoil) => {
    for (const answer of [await routes.open(spoil(token)), await routes.press(spoil(token), ONE_CLICK)]) {
      expect(answer.statusCode).toBe(status);
      expect(answer.headers?.['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body).toContain('<h1>');
    }
    expect(await isPaused()).toBe(false);
  });

  it('never says whose link it is', async () => {
    for (const { body } of [await routes.open(token), await routes.press(token), await routes.press(token)]) {
      expect(body).not.toContain(person.accountId);
      expect(body).not.toContain(token);
    }
  });
});
