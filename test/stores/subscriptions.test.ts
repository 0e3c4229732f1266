import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Place, shardOf } from '../../functions/alerts/rules/audience.ts';
import { type AudienceReader, audienceReader } from '../../functions/alerts/store/audience.ts';
import { type Departures, departures } from '../../functions/alerts/store/departures.ts';
import { type SubscriptionStore, subscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../schemas/subscription.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { whoBelong } from '../doubles/subscribing-members.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

type Subscriptions = SubscriptionStore & AudienceReader & Departures;

let now = new Date('2026-03-02T08:00:00.000Z');
const clock = () => now;

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const inTables = (): Subscriptions => ({
  ...whoBelong(dynamo, subscriptionStore(dynamo.client, dynamo.tables, dynamo.commit, clock)),
  ...departures(dynamo.client, dynamo.tables.subscriptions),
  ...audienceReader(dynamo.client, dynamo.tables.subscriptions),
});

let number = 1_000;
const newFiche = () => aFiche(`F${number++}`);
const name = ({ accountId, spaceId }: Pick<Place, 'accountId' | 'spaceId'>) => `${accountId} ${spaceId}`;
const trailOf = ({ accountId }: Pick<Place, 'accountId'>) => contextOf(accountId).trail;

describe.each([
  ['in the tables', inTables],
  ['in memory, as the use cases are tested with', () => subscriptionsInMemory(undefined, clock)],
])('subscriptions %s', (_, make) => {
  let store: Subscriptions;
  beforeAll(() => {
    store = make();
  });
  const add = (subscription: ReturnType<typeof aSubscription>) => store.add(subscription, trailOf(subscription));
  const everybody = async (fiche: string, shard: string, limit: number) => {
    const pages: Awaited<ReturnType<Subscriptions['pageOfAudience']>>['entries'][] = [];
    let after: string | undefined;
    do {
      const { entries, last } = await store.pageOfAudience(fiche, shard, after, limit);
      pages.push(entries);
      after = last;
    } while (after !== undefined);
    return pages;
  };

  it('are found, listed, counted and in the audience once added', async () => {
    const subscription = aSubscription(aPerson(), newFiche());
    expect(await store.find(subscription)).toBeUndefined();
    expect(await add(subscription)).toEqual(subscription);
    expect(await store.find(subscription)).toEqual(subscription);
    expect(await store.list(subscription.spaceId, subscription.accountId)).toEqual([subscription]);
    const shard = shardOf(subscription.accountId);
    expect(await store.shardCounts(subscription.ficheKey)).toEqual([{ shard, people: 1 }]);
    const { accountId, spaceId } = subscription;
    expect(await everybody(subscription.ficheKey, shard, 10)).toEqual([
      [{ accountId, spaceId, channel: 'mail', frequency: 'at-once', own: false }],
    ]);
  });

  it('stay the first ones when added again', async () => {
    const person = aPerson();
    const fiche = newFiche();
    const first = aSubscription(person, fiche);
    await add(first);
    expect(await add(aSubscription(person, fiche, 5))).toEqual(first);
    expect(await store.find(first)).toEqual(first);
    expect(await store.shardCounts(ficheKey(fiche))).toMatchObject([{ people: 1 }]);
  });

  it('end once, and the counters with them', async () => {
    const subscription = aSubscription(aPerson(), newFiche());
    await add(subscription);
    const { subscribedAt: _date, ...place } = subscription;
    expect(await store.end(place, trailOf(place))).toBe(true);
    expect(await store.end(place, trailOf(place))).toBe(false);
    expect(await store.find(place)).toBeUndefined();
    expect(await store.shardCounts(place.ficheKey)).toEqual([]);
    expect(await everybody(place.ficheKey, shardOf(place.accountId), 10)).toEqual([[]]);
  });

  it('are written down as ended, with the time, once for each end and for no other fiche', async () => {
    const [fiche, other] = [newFiche(), newFiche()];
    const [early, late, stays] = [aSubscription(aPerson(), fiche), aSubscription(aPerson(), fiche), aSubscription(aPerson(), fiche)];
    for (const one of [early, late, stays, aSubscription(early, other)]) await add(one);
    now = new Date('2026-03-02T08:00:00.000Z');
    expect(await store.end(early, trailOf(early))).toBe(true);
    expect(await store.end(early, trailOf(early))).toBe(false);
    now = new Date('2026-03-02T08:10:00.000Z');
    await store.end(late, trailOf(late));
    const leftIn = async (from: string, to: string) =>
      (await store.between(ficheKey(fiche), new Date(`2026-03-02T${from}Z`), new Date(`2026-03-02T${to}Z`))).map(name);
    expect(await leftIn('07:59', '08:11')).toEqual([name(early), name(late)]);
    expect(await leftIn('08:01', '08:11')).toEqual([name(late)]);
    expect(await leftIn('08:11', '09:00')).toEqual([]);
  });

  it('do not end in the place of an earlier one', async () => {
    const person = aPerson();
    const fiche = newFiche();
    const [older, newer] = [aSubscription(person, fiche), aSubscription(person, fiche, 1)];
    await add(older);
    await store.end(older, trailOf(person));
    await add(newer);
    expect(await store.end(older, trailOf(person))).toBe(false);
    expect(await store.find(newer)).toEqual(newer);
    expect(await store.end(newer, trailOf(person))).toBe(true);
  });

  it('are listed for their owner only, in a space of several', async () => {
    const [one, other] = [aPerson(), aPerson()];
    const shared = { ...other, spaceId: one.spaceId };
    const mine = aSubscription(one, newFiche());
    await Promise.all([add(mine), add(aSubscription(shared, newFiche()))]);
    expect(await store.list(one.spaceId, one.accountId)).toEqual([mine]);
  });

  it('are no more than a space may have; one that ends makes room', async () => {
    const person = aPerson();
    const subscriptions = Array.from({ length: MAX_SUBSCRIPTIONS_PER_SPACE }, () => aSubscription(person, newFiche()));
    for (const subscription of subscriptions) expect(await add(subscription)).toEqual(subscription);
    const oneMore = aSubscription(person, newFiche());
    expect(await add(oneMore)).toBe('full');
    expect(await store.find(oneMore)).toBeUndefined();
    expect(await store.shardCounts(oneMore.ficheKey)).toEqual([]);
    const [first] = subscriptions;
    if (!first) throw new Error('no subscription was made');
    expect(await add(first)).toEqual(first);
    await store.end(first, trailOf(person));
    expect(await add(oneMore)).toEqual(oneMore);
    expect(await store.list(person.spaceId, person.accountId)).toHaveLength(MAX_SUBSCRIPTIONS_PER_SPACE);
  });

  it('are read page by page in key order: nobody twice, nobody left out, one person’s spaces side by side', async () => {
    const fiche = newFiche();
    const people = Array.from({ length: 40 }, aPerson);
    const places = people.flatMap((person) => [person, { ...aPerson(), accountId: person.accountId }]);
    for (const place of places) await add(aSubscription(place, fiche));
    const counts = await store.shardCounts(ficheKey(fiche));
    expect(counts.map(({ shard }) => shard)).toEqual([...new Set(people.map(({ accountId }) => shardOf(accountId)))].toSorted());
    const read: Pick<Place, 'accountId' | 'spaceId'>[] = [];
    for (const { shard, people: inShard } of counts) {
      const pages = await everybody(ficheKey(fiche), shard, 3);
      expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(3);
      const entries = pages.flat();
      expect(entries).toHaveLength(inShard);
      const accounts = entries.map(({ accountId }) => accountId);
      expect(accounts).toEqual(accounts.toSorted());
      read.push(...entries);
    }
    expect(read.map(name).toSorted()).toEqual(places.map(name).toSorted());
  });

  it('are still there for those who have not left, with their date', async () => {
    const fiche = newFiche();
    const [stayed, left, never] = [aSubscription(aPerson(), fiche), aSubscription(aPerson(), fiche), aSubscription(aPerson(), fiche)];
    await Promise.all([add(stayed), add(left)]);
    await store.end(left, trailOf(left));
    expect(await store.stillSubscribed([stayed, left, never])).toEqual([stayed]);
    expect(await store.stillSubscribed([])).toEqual([]);
  });

  it('tell from which places a person follows a fiche, and nothing of anybody else', async () => {
    const fiche = newFiche();
    const [person, other] = [aPerson(), aPerson()];
    const elsewhere = { ...person, spaceId: aPerson().spaceId };
    for (const one of [person, elsewhere, other]) await add(aSubscription(one, fiche));
    const places = await store.placesOf({ ficheKey: ficheKey(fiche), accountId: person.accountId });
    expect(places.map(({ spaceId }) => spaceId).toSorted()).toEqual([person.spaceId, elsewhere.spaceId].toSorted());
    await store.end({ ...person, ficheKey: ficheKey(fiche) }, trailOf(person));
    expect((await store.placesOf({ ficheKey: ficheKey(fiche), accountId: person.accountId })).map(({ spaceId }) => spaceId)).toEqual([
      elsewhere.spaceId,
    ]);
  });
});

it('a subscription begins for nobody who was put out of the space meanwhile', async () => {
  const bare = subscriptionStore(dynamo.client, dynamo.tables, dynamo.commit, clock);
  const subscription = aSubscription(aPerson(), newFiche());
  expect(await bare.add(subscription, trailOf(subscription))).toBe('no-member');
  expect(await bare.find(subscription)).toBeUndefined();
});
