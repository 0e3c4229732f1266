import { randomUUID } from 'node:crypto';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertHoldings } from '../../functions/alerts/holdings.ts';
import { forgetting } from '../../functions/alerts/store/forgetting.ts';
import { preferencesStore } from '../../functions/alerts/store/preferences.ts';
import { phoneOf } from '../../functions/alerts/store/sms/phone-verified.ts';
import { phoneStore } from '../../functions/alerts/store/sms/phones.ts';
import { subscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import type { Document, File, Holdings } from '../../functions/shared/holdings.ts';
import { ficheTitles } from '../../functions/shared/store/fiches.ts';
import { SpaceId } from '../../schemas/account.ts';
import type { Person } from '../../schemas/leaving.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { whoBelong } from '../doubles/subscribing-members.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

const at = new Date('2026-11-22T08:00:00.000Z');
const NUMBER = '+33612345678';

let dynamo: DynamoForTests;
let holdings: Holdings;
beforeAll(async () => {
  dynamo = await startDynamo();
  const { client, tables, commit } = dynamo;
  holdings = alertHoldings({
    subscriptions: subscriptionStore(client, tables, commit),
    preferences: preferencesStore(client, tables.preferences, commit),
    titles: ficheTitles(client, tables.fiches),
    phoneOf: phoneOf(client, tables.phones),
    forget: forgetting({ client, tables, commit, clock: () => at }),
  });
});
afterAll(() => dynamo.stop());

const everythingOf = async (email: string): Promise<Person> => {
  const { client, tables, commit } = dynamo;
  const { accountId, spaceId } = aPerson();
  const trail = contextOf(accountId).trail;
  const subscriptions = whoBelong(dynamo, subscriptionStore(client, tables, commit));
  for (const [fiche, from] of [
    ['F1', spaceId],
    ['F2', spaceId],
    ['F1', SpaceId.parse(randomUUID())],
  ] as const)
    await subscriptions.add(aSubscription({ accountId, spaceId: from }, aFiche(fiche)), trail);
  const preferences = preferencesStore(client, tables.preferences, commit);
  const seen = await preferences.find(accountId);
  await preferences.replace(accountId, { seen, wanted: { ...seen, hour: 7 }, at }, trail);
  const phones = phoneStore(client, tables.phones, commit);
  const verification = { number: NUMBER, codeHash: 'hash', triesLeft: 5, until: '2026-11-22T08:10:00.000Z' };
  const sendings = await phones.sendings(accountId, 'number');
  await phones.keepCode({ accountId, numberHash: 'number', verification, seen: sendings, price: 1, at }, trail);
  await phones.confirm(accountId, verification, at, trail);
  await client.send(new PutCommand({ TableName: tables.addresses, Item: { pk: hashAddress(email), version: 1 } }));
  return { accountId, personalSpaceId: spaceId };
};

const all = async (records: AsyncIterable<unknown> | Iterable<unknown>) => {
  const list: unknown[] = [];
  for await (const record of records) list.push(record);
  return list;
};

const read = async (content: AsyncIterable<Document | File>) => {
  const found: Record<string, unknown[]> = {};
  for await (const item of content) if ('document' in item) found[item.document] = await all(item.records);
  return found;
};

const itemsWith = async (table: string, text: string) => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: table }));
  return Items.filter((item) => JSON.stringify(item).includes(text));
};

describe('what alerts hold of a person', () => {
  it('is given whole: subscriptions of every space, preferences and phone', async () => {
    const person = await everythingOf('ada@exemple.fr');
    const { abonnements, telephone, ...others } = await read(holdings.exported(person));
    expect(abonnements).toHaveLength(3);
    expect(abonnements?.[0]).toMatchObject({ title: 'Fiche F1', channel: 'mail', frequency: 'at-once' });
    expect(others['preferences-d-alerte']).toEqual([expect.objectContaining({ hour: 7 })]);
    expect(telephone).toEqual([expect.objectContaining({ number: NUMBER })]);
  });

  it('is little of somebody who never chose anything', async () => {
    const { accountId, spaceId } = aPerson();
    expect(await read(holdings.exported({ accountId, personalSpaceId: spaceId }))).toEqual({
      abonnements: [],
      'preferences-d-alerte': [expect.objectContaining({ hour: 8 })],
    });
  });

  it('is nothing after they went, however often it is said; of others all stays', async () => {
    const email = 'grace@exemple.fr';
    const gone = await everythingOf(email);
    const stays = await everythingOf('joan@exemple.fr');
    const leaver = { ...gone, addresses: [hashAddress(email)] };
    await holdings.erase(leaver);
    await holdings.erase(leaver);
    for (const table of ['preferences', 'phones'] as const) expect(await itemsWith(dynamo.tables[table], gone.accountId)).toEqual([]);
    expect(await itemsWith(dynamo.tables.addresses, hashAddress(email))).toEqual([]);
    const left = await itemsWith(dynamo.tables.subscriptions, gone.accountId);
    expect(left.map(({ pk }) => String(pk).endsWith('#left'))).toEqual([true, true, true]);
    expect(await itemsWith(dynamo.tables.subscriptions, gone.personalSpaceId)).toHaveLength(2);
    expect((await read(holdings.exported(stays)))['abonnements']).toHaveLength(3);
  });
});
