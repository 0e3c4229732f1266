import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeAlertPreferences } from '../../functions/alerts/change-alert-preferences.ts';
import { listSubscriptions } from '../../functions/alerts/list-subscriptions.ts';
import { onDefaultFrequencyChanged } from '../../functions/alerts/on-default-frequency-changed.ts';
import { readAlertPreferences } from '../../functions/alerts/read-alert-preferences.ts';
import { subscribeToFiche } from '../../functions/alerts/subscribe-to-fiche.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { type AlertPreferences, DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import type { Frequency, SubscriptionChoice } from '../../schemas/subscription.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type PreferencesInMemory, preferencesInMemory, type ToldDefault } from '../doubles/preferences.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const vitale = aFiche('F265');
const bourse = aFiche('F984');
const deces = aFiche('F909');

describe('choosing how often one is told', () => {
  const person = aPerson();
  const { accountId } = person;
  const context = contextOf(accountId);
  let log: ReturnType<typeof keepLogLines>;
  let preferences: PreferencesInMemory;
  let store: ReturnType<typeof subscriptionsInMemory>;
  let verified: boolean;
  let made: number;
  beforeAll(() => {
    log = keepLogLines();
  });
  afterAll(() => log.restore());
  beforeEach(() => {
    preferences = preferencesInMemory();
    store = subscriptionsInMemory(preferences.versionOf);
    verified = false;
    made = 0;
  });

  const titles = async (fiches: (typeof vitale)[]) =>
    new Map(fiches.map((fiche) => [ficheKey(fiche), { title: 'Une fiche', status: 'live' as const }]));
  const clock = () => new Date(Date.UTC(2026, 0, 1, 0, made++));
  const subscribe = (fiche: typeof vitale, body?: SubscriptionChoice, subscriptions = store) =>
    subscribeToFiche({
      store: subscriptions,
      preferences,
      phoneVerified: async () => verified,
      titles,
      accounts: { standingOf: async () => anAccount() },
      clock,
    })({ params: { spaceId: person.spaceId, ...fiche }, body }, context);
  const prefer = (over: Partial<AlertPreferences>) =>
    changeAlertPreferences({ preferences, clock })({ body: { ...DEFAULT_PREFERENCES, ...over } }, context);
  const hear = (told: ToldDefault) => onDefaultFrequencyChanged({ store })(told);
  const hearAll = async () => {
    for (const told of preferences.told()) await hear(told);
  };
  const frequencies = async () => {
    const { items } = await listSubscriptions({ store, titles, accounts: { mailStateOf: async () => undefined } })(
      { params: { spaceId: person.spaceId }, query: { limit: 20 } },
      readerContextOf(accountId),
    );
    return Object.fromEntries(items.map(({ ficheId, frequency, frequencyChosen }) => [ficheId, [frequency, frequencyChosen]]));
  };

  it('reads what holds for everybody until one chooses, then what one chose', async () => {
    const read = () => readAlertPreferences({ preferences })({}, readerContextOf(accountId));
    expect(await read()).toMatchObject(DEFAULT_PREFERENCES);
    await prefer({ zone: 'Indian/Reunion', hour: 6, digestsPaused: true });
    expect(await read()).toMatchObject({ ...DEFAULT_PREFERENCES, zone: 'Indian/Reunion', hour: 6, digestsPaused: true });
  });

  it('gives each subscription what was chosen for it, or the default', async () => {
    await prefer({ defaultFrequency: 'weekly' });
    expect(await subscribe(vitale)).toMatchObject({ channel: 'mail', frequency: 'weekly', frequencyChosen: null });
    expect(await subscribe(bourse, { channel: 'mail', frequency: 'daily' })).toMatchObject({
      frequency: 'daily',
      frequencyChosen: 'daily',
    });
    expect(await frequencies()).toEqual({ F265: ['weekly', null], F984: ['daily', 'daily'] });
  });

  it('changes the way of a subscription, and neither its date nor the links already sent', async () => {
    const first = await subscribe(vitale);
    const kept = async () => store.find({ ...person, ficheKey: ficheKey(vitale) });
    const before = await kept();
    const daily = await subscribe(vitale, { channel: 'mail', frequency: 'daily' });
    expect(daily).toMatchObject({ frequency: 'daily', frequencyChosen: 'daily', subscribedAt: first.subscribedAt });
    expect(await kept()).toMatchObject({ subscribedAt: before?.subscribedAt, frequency: 'daily' });
    expect(await subscribe(vitale)).toEqual(daily);
    expect(await subscribe(vitale, { channel: 'mail', frequency: null })).toEqual(first);
  });

  it('refuses SMS without a verified number, and takes them with one', async () => {
    const sms: SubscriptionChoice = { channel: 'sms', frequency: null };
    await expect(subscribe(vitale, sms)).rejects.toMatchObject({ kind: 'phone-not-verified' });
    expect(await frequencies()).toEqual({});
    verified = true;
    expect(await subscribe(vitale, sms)).toMatchObject({ channel: 'sms', frequency: 'at-once', frequencyChosen: 'at-once' });
    await prefer({ defaultFrequency: 'weekly' });
    await hearAll();
    expect(await frequencies()).toEqual({ F265: ['at-once', 'at-once'] });
  });

  it('gives a new default to all that follows it, from every space, and to nothing else', async () => {
    await subscribe(vitale);
    await subscribe(bourse, { channel: 'mail', frequency: 'daily' });
    await subscribe(deces);
    const fromAssociation = { ...aSubscription({ ...aPerson(), accountId }, vitale), defaultVersion: 0 };
    await store.add(fromAssociation, context.trail);
    await prefer({ defaultFrequency: 'weekly' });
    expect(await frequencies()).toMatchObject({ F265: ['at-once', null] });
    await hearAll();
    await hearAll();
    expect(await frequencies()).toEqual({ F265: ['weekly', null], F984: ['daily', 'daily'], F909: ['weekly', null] });
    expect(await store.find(fromAssociation)).toMatchObject({ frequency: 'weekly' });
  });

  it.each([
    ['in order', [0, 1, 2]],
    ['the last first', [2, 0, 1]],
    ['backwards', [2, 1, 0]],
    ['twice each, mixed', [1, 2, 1, 0, 2, 0]],
  ])('ends at the last default when the news come %s', async (_, order) => {
    await subscribe(vitale);
    for (const defaultFrequency of ['daily', 'weekly', 'daily'] satisfies Frequency[]) await prefer({ defaultFrequency });
    const told = preferences.told();
    expect(told).toHaveLength(3);
    for (const at of order) {
      const news = told[at];
      if (news) await hear(news);
    }
    expect(await frequencies()).toEqual({ F265: ['daily', null] });
  });

  it('never keeps the older default of somebody who subscribes while it changes', async () => {
    let changed = false;
    const meanwhile = {
      ...store,
      add: async (...args: Parameters<typeof store.add>) => {
        if (!changed) {
          changed = true;
          await prefer({ defaultFrequency: 'daily' });
          await hearAll();
        }
        return store.add(...args);
      },
    };
    expect(await subscribe(vitale, undefined, meanwhile)).toMatchObject({ frequency: 'daily', frequencyChosen: null });
    expect(await frequencies()).toEqual({ F265: ['daily', null] });
  });

  it('starts anew for somebody who left while they changed the way', async () => {
    await subscribe(vitale);
    const meanwhile = {
      ...store,
      changeWay: async (...args: Parameters<typeof store.changeWay>) => {
        await store.end({ ...person, ficheKey: ficheKey(vitale) }, context.trail);
        return store.changeWay(...args);
      },
    };
    const again = await subscribe(vitale, { channel: 'mail', frequency: 'weekly' }, meanwhile);
    expect(again).toMatchObject({ frequency: 'weekly', frequencyChosen: 'weekly' });
    expect((await store.find({ ...person, ficheKey: ficheKey(vitale) }))?.subscribedAt).toBe(again.subscribedAt);
  });

  it('keeps the last of two changes of preferences that meet', async () => {
    const meanwhile = {
      ...preferences,
      replace: async (...args: Parameters<typeof preferences.replace>) => {
        if (preferences.versionOf(accountId) === 0) await prefer({ hour: 20 });
        return preferences.replace(...args);
      },
    };
    const wanted = { ...DEFAULT_PREFERENCES, hour: 6 };
    expect(await changeAlertPreferences({ preferences: meanwhile, clock })({ body: wanted }, context)).toEqual(wanted);
    expect(await preferences.find(accountId)).toMatchObject({ hour: 6, version: 2 });
  });
});
