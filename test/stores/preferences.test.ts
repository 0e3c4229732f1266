import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PreferencesReader,
  type PreferencesStore,
  preferencesReader,
  preferencesStore,
} from '../../functions/alerts/store/preferences.ts';
import type { AccountId } from '../../schemas/account.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { type AlertPreferences, DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { preferencesInMemory, type ToldDefault } from '../doubles/preferences.ts';
import { aPerson } from '../doubles/subscriptions.ts';

type Preferences = PreferencesStore & PreferencesReader & { tellings(accountId: AccountId): Promise<ToldDefault[]> };

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const inTable = (): Preferences => ({
  ...preferencesStore(dynamo.client, dynamo.tables.preferences, dynamo.commit),
  ...preferencesReader(dynamo.client, dynamo.tables.preferences),
  async tellings(accountId) {
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const details = Items.map(({ envelope }) => Envelope.parse(envelope))
      .filter(({ type }) => type === 'preferences.default-changed')
      .map(({ detail }) => detail as ToldDefault);
    return details.filter((detail) => detail.accountId === accountId).toSorted((one, other) => one.version - other.version);
  },
});

const inMemory = (): Preferences => {
  const preferences = preferencesInMemory();
  return { ...preferences, tellings: async (accountId) => preferences.told().filter((detail) => detail.accountId === accountId) };
};

const at = new Date('2026-11-23T10:00:00.000Z');
const mine: AlertPreferences = {
  defaultFrequency: 'daily',
  zone: 'Indian/Reunion',
  hour: 19,
  weekday: 'friday',
  weekend: 'same-day',
  digestsPaused: true,
};

describe.each([
  ['in the table', inTable],
  ['in memory, as the use cases are tested with', inMemory],
])('preferences %s', (_, make) => {
  let store: Preferences;
  beforeAll(() => {
    store = make();
  });
  const replace = async (accountId: AccountId, wanted: AlertPreferences) => {
    const seen = await store.find(accountId);
    return store.replace(accountId, { seen, wanted, at }, contextOf(accountId).trail);
  };

  it('are those of everybody for somebody who has chosen nothing', async () => {
    const { accountId } = aPerson();
    expect(await store.find(accountId)).toEqual({ ...DEFAULT_PREFERENCES, version: 0 });
    expect(await store.timesOf([accountId])).toEqual(new Map());
  });

  it('are found as they were chosen, whole, again and again', async () => {
    const { accountId } = aPerson();
    expect(await replace(accountId, mine)).toBe(true);
    expect(await store.find(accountId)).toEqual({ ...mine, version: 1 });
    const resumed = { ...mine, digestsPaused: false, hour: 0 };
    expect(await replace(accountId, resumed)).toBe(true);
    expect(await store.find(accountId)).toEqual({ ...resumed, version: 2 });
  });

  it('are not replaced by who has not seen the last ones, and nothing is told then', async () => {
    const { accountId } = aPerson();
    const seen = await store.find(accountId);
    await replace(accountId, mine);
    const wanted = { ...mine, defaultFrequency: 'weekly' as const };
    expect(await store.replace(accountId, { seen, wanted, at }, contextOf(accountId).trail)).toBe(false);
    expect(await store.find(accountId)).toEqual({ ...mine, version: 1 });
    expect(await store.tellings(accountId)).toEqual([{ accountId, version: 1, defaultFrequency: 'daily' }]);
  });

  it('tell of a new default, and of nothing else', async () => {
    const { accountId } = aPerson();
    await replace(accountId, { ...mine, defaultFrequency: 'at-once' });
    await replace(accountId, { ...mine, defaultFrequency: 'at-once', hour: 7 });
    expect(await store.tellings(accountId)).toEqual([]);
    await replace(accountId, { ...mine, defaultFrequency: 'weekly' });
    await replace(accountId, { ...mine, defaultFrequency: 'at-once' });
    expect(await store.tellings(accountId)).toEqual([
      { accountId, version: 3, defaultFrequency: 'weekly' },
      { accountId, version: 4, defaultFrequency: 'at-once' },
    ]);
  });

  it('are read for as many people as a page has', async () => {
    const people = Array.from({ length: 230 }, () => aPerson().accountId);
    const chosen = people.filter((_id, position) => position % 3 === 0);
    await Promise.all(chosen.map((accountId) => replace(accountId, mine)));
    const times = await store.timesOf(people);
    expect([...times.keys()].toSorted()).toEqual(chosen.toSorted());
    const { zone, hour, weekday, weekend } = mine;
    expect([...times.values()]).toEqual(chosen.map(() => ({ zone, hour, weekday, weekend })));
    expect(await store.timesOf([])).toEqual(new Map());
  });
});
