import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Place, shardOf } from '../../functions/alerts/rules/audience.ts';
import { type AudienceReader, audienceReader } from '../../functions/alerts/store/audience.ts';
import { type SubscriptionStore, subscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../schemas/subscription.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { whoBelong } from '../doubles/subscribing-members.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

const clock = () => new Date('2026-03-02T08:00:00.000Z');

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const inTables = (): SubscriptionStore & AudienceReader => ({
  ...whoBelong(dynamo, subscriptionStore(dynamo.client, dynamo.tables, dynamo.commit, clock)),
  ...audienceReader(dynamo.client, dynamo.tables.subscriptions),
});

let number = 1_000;
const newFiche = () => aFiche(`F${number++}`);
const trailOf = ({ accountId }: Pick<Place, 'accountId'>) => contextOf(accountId).trail;

describe('subscriptions that change at the same instant', () => {
  it('are one when asked ten times, and the counters say one', async () => {
    const store = inTables();
    const person = aPerson();
    const fiche = newFiche();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, minute) => store.add(aSubscription(person, fiche, minute), trailOf(person))),
    );
    expect(new Set(answers.map((answer) => (typeof answer === 'string' ? answer : answer.subscribedAt))).size).toBe(1);
    expect(await store.shardCounts(ficheKey(fiche))).toEqual([{ shard: shardOf(person.accountId), people: 1 }]);
  });

  it('stop exactly where the space is full', async () => {
    const store = inTables();
    const person = aPerson();
    const room = 5;
    for (let kept = 0; kept < MAX_SUBSCRIPTIONS_PER_SPACE - room; kept++)
      await store.add(aSubscription(person, newFiche()), trailOf(person));
    const answers = await Promise.all(
      Array.from({ length: 3 * room }, () => store.add(aSubscription(person, newFiche()), trailOf(person))),
    );
    expect(answers.filter((answer) => answer !== 'full')).toHaveLength(room);
    expect(await store.list(person.spaceId, person.accountId)).toHaveLength(MAX_SUBSCRIPTIONS_PER_SPACE);
  });

  it('leave counters that agree with what is there, after people came and went together', async () => {
    const store = inTables();
    const fiche = newFiche();
    const people = Array.from({ length: 24 }, aPerson);
    await Promise.all(people.map((person) => store.add(aSubscription(person, fiche), trailOf(person))));
    const leaving = people.slice(0, 10);
    await Promise.all([...leaving, ...leaving].map((person) => store.end({ ...person, ficheKey: ficheKey(fiche) }, trailOf(person))));
    const counts = await store.shardCounts(ficheKey(fiche));
    for (const { shard, people: counted } of counts) {
      expect((await store.pageOfAudience(ficheKey(fiche), shard, undefined, 100)).entries).toHaveLength(counted);
    }
    expect(counts.reduce((sum, { people: counted }) => sum + counted, 0)).toBe(14);
  });
});
