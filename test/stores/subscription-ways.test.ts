import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { type AudienceReader, audienceReader } from '../../functions/alerts/store/audience.ts';
import { type PreferencesStore, preferencesStore } from '../../functions/alerts/store/preferences.ts';
import type { StoredSubscription } from '../../functions/alerts/store/subscription-items.ts';
import { type SubscriptionStore, subscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { preferencesInMemory } from '../doubles/preferences.ts';
import { whoBelong } from '../doubles/subscribing-members.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

type Stores = SubscriptionStore & AudienceReader & { preferences: PreferencesStore };

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const inTables = (): Stores => ({
  ...whoBelong(dynamo, subscriptionStore(dynamo.client, dynamo.tables, dynamo.commit)),
  ...audienceReader(dynamo.client, dynamo.tables.subscriptions),
  preferences: preferencesStore(dynamo.client, dynamo.tables.preferences, dynamo.commit),
});

const inMemory = (): Stores => {
  const preferences = preferencesInMemory();
  return { ...subscriptionsInMemory(preferences.versionOf), preferences };
};

let number = 5_000;
const newFiche = () => aFiche(`F${number++}`);

describe.each([
  ['in the tables', inTables],
  ['in memory, as the use cases are tested with', inMemory],
])('by which way a subscription tells, %s', (_, make) => {
  let store: Stores;
  beforeAll(() => {
    store = make();
  });
  const trailOf = ({ accountId }: Pick<StoredSubscription, 'accountId'>) => contextOf(accountId).trail;
  const add = (subscription: StoredSubscription) => store.add(subscription, trailOf(subscription));
  const inAudience = async ({ ficheKey, accountId }: StoredSubscription) =>
    (await store.pageOfAudience(ficheKey, shardOf(accountId), undefined, 10)).entries.map(({ channel, frequency }) => [channel, frequency]);
  const chooseDefault = async ({ accountId }: Pick<StoredSubscription, 'accountId'>, defaultFrequency: 'at-once' | 'daily' | 'weekly') => {
    const seen = await store.preferences.find(accountId);
    const wanted = { ...DEFAULT_PREFERENCES, defaultFrequency };
    expect(await store.preferences.replace(accountId, { seen, wanted, at: new Date() }, trailOf({ accountId }))).toBe(true);
    return seen.version + 1;
  };

  it('says in the audience whether the space is the person’s own, and goes on saying it when it tells by another way', async () => {
    const subscription = { ...aSubscription(aPerson(), newFiche()), own: true };
    const ownership = async () => {
      const page = await store.pageOfAudience(subscription.ficheKey, shardOf(subscription.accountId), undefined, 10);
      return page.entries.map(({ frequency, own }) => [frequency, own]);
    };
    await add(subscription);
    expect(await ownership()).toEqual([['at-once', true]]);
    await store.changeWay({ ...subscription, frequency: 'daily' }, trailOf(subscription));
    expect(await ownership()).toEqual([['daily', true]]);
  });

  it.each([
    ['mail', 'at-once'],
    ['mail', 'daily'],
    ['mail', 'weekly'],
    ['sms', 'at-once'],
  ] as const)('is kept with it and in the audience: %s, %s', async (channel, frequency) => {
    const subscription = { ...aSubscription(aPerson(), newFiche()), channel, frequency };
    expect(await add(subscription)).toEqual(subscription);
    expect(await store.find(subscription)).toEqual(subscription);
    expect(await inAudience(subscription)).toEqual([[channel, frequency]]);
  });

  it('changes and changes back, and nothing else of the subscription does', async () => {
    const first = aSubscription(aPerson(), newFiche());
    await add(first);
    const ways = [
      { channel: 'mail', frequency: 'weekly' },
      { channel: 'sms', frequency: 'at-once' },
      { channel: 'mail', frequency: 'at-once', defaultVersion: 0 },
      { channel: 'mail', frequency: 'daily' },
      { channel: 'mail', frequency: 'at-once' },
    ] as const;
    for (const way of ways) {
      expect(await store.changeWay({ ...first, ...way }, trailOf(first))).toBe('changed');
      expect(await store.find(first)).toEqual({ ...first, ...way });
      expect(await inAudience(first)).toEqual([[way.channel, way.frequency]]);
    }
    expect(await store.shardCounts(first.ficheKey)).toMatchObject([{ people: 1 }]);
  });

  it('does not change once the subscription is gone, or another one', async () => {
    const person = aPerson();
    const fiche = newFiche();
    const [older, newer] = [aSubscription(person, fiche), aSubscription(person, fiche, 1)];
    await add(older);
    await store.end(older, trailOf(person));
    expect(await store.changeWay({ ...older, frequency: 'daily' }, trailOf(person))).toBe('gone');
    expect(await store.find(older)).toBeUndefined();
    expect(await inAudience(older)).toEqual([]);
    await add(newer);
    expect(await store.changeWay({ ...older, frequency: 'daily' }, trailOf(person))).toBe('gone');
    expect(await store.find(newer)).toEqual(newer);
  });

  it('is never taken from a default that is no longer the person’s', async () => {
    const person = aPerson();
    const stale = { ...aSubscription(person, newFiche()), defaultVersion: 0 };
    const chosen = aSubscription(person, newFiche());
    await add(chosen);
    const version = await chooseDefault(person, 'weekly');
    expect(await add(stale)).toBe('default-changed');
    expect(await store.find(stale)).toBeUndefined();
    expect(await store.changeWay({ ...chosen, defaultVersion: 0 }, trailOf(person))).toBe('default-changed');
    expect(await store.find(chosen)).toEqual(chosen);
    const fresh = { ...stale, frequency: 'weekly' as const, defaultVersion: version };
    expect(await add(fresh)).toEqual(fresh);
  });

  it('follows a new default once, never back to an older one, and only where nothing was chosen', async () => {
    const person = aPerson();
    const following = { ...aSubscription(person, newFiche()), defaultVersion: 0 };
    const chosen = { ...aSubscription(person, newFiche()), frequency: 'daily' as const };
    await add(following);
    await add(chosen);
    expect(await store.followDefault(following, { frequency: 'weekly', version: 2 })).toBe(true);
    expect(await store.followDefault(following, { frequency: 'daily', version: 1 })).toBe(false);
    expect(await store.followDefault(following, { frequency: 'weekly', version: 2 })).toBe(false);
    expect(await store.followDefault(chosen, { frequency: 'weekly', version: 2 })).toBe(false);
    expect(await store.find(following)).toEqual({ ...following, frequency: 'weekly', defaultVersion: 2 });
    expect(await inAudience(following)).toEqual([['mail', 'weekly']]);
    expect(await store.find(chosen)).toEqual(chosen);
    await store.end(following, trailOf(person));
    expect(await store.followDefault(following, { frequency: 'at-once', version: 3 })).toBe(false);
    expect(await inAudience(following)).toEqual([]);
  });

  it('is found from each space that a person ever followed from, and from no other', async () => {
    const person = aPerson();
    const association = { ...aPerson(), accountId: person.accountId };
    const subscriptions = [aSubscription(person, newFiche()), aSubscription(person, newFiche()), aSubscription(association, newFiche())];
    expect(await store.spacesOf(person.accountId)).toEqual([]);
    for (const subscription of subscriptions) await add(subscription);
    const spaces = [person.spaceId, association.spaceId].toSorted();
    expect((await store.spacesOf(person.accountId)).toSorted()).toEqual(spaces);
    for (const subscription of subscriptions) await store.end(subscription, trailOf(person));
    expect((await store.spacesOf(person.accountId)).toSorted()).toEqual(spaces);
  });

  it('gives the mail back to what was told by SMS, once, and to nothing else', async () => {
    const person = aPerson();
    const texted = aSubscription({ ...person, channel: 'sms' }, newFiche());
    const mailed = aSubscription({ ...person, frequency: 'daily' }, newFiche());
    for (const one of [texted, mailed]) await store.add(one, trailOf(person));
    expect(await store.backToMail({ ...texted, subscribedAt: '2025-12-31T00:00:00.000Z' })).toBe(false);
    expect(await store.backToMail(texted)).toBe(true);
    expect(await store.backToMail(texted)).toBe(false);
    expect(await store.backToMail(mailed)).toBe(false);
    expect(await store.find(texted)).toEqual({ ...texted, channel: 'mail' });
    expect(await store.find(mailed)).toEqual(mailed);
    const { entries } = await store.pageOfAudience(texted.ficheKey, shardOf(person.accountId), undefined, 10);
    expect(entries).toMatchObject([{ ...person, channel: 'mail', frequency: 'at-once' }]);
  });
});
