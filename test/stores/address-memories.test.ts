import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAddress } from '../../functions/alerts/judge-address.ts';
import type { AddressNews } from '../../functions/alerts/rules/address-memory.ts';
import type { AddressSign } from '../../functions/alerts/rules/mail-event-meanings.ts';
import { addressMemoryStore } from '../../functions/alerts/store/address-memories.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const NOW = new Date('2026-03-20T08:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const store = () => addressMemoryStore({ client: dynamo.client, table: dynamo.tables.addresses, commit: dynamo.commit, clock: () => NOW });
const judge = (address: string, ...news: AddressNews[]) => judgeAddress(store())(hashAddress(address), news);

const news = (sign: AddressSign, mail: string, day = 0): AddressNews => {
  const at = new Date(Date.UTC(2026, 2, 2, 8) + day * DAY).toISOString();
  return { sign, mail, at, sentAt: at, doubtful: false };
};

const told = async (address: string) => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
  return Items.map(({ envelope }) => envelope as { type: string; detail: { address: string; reason?: string } })
    .filter(({ detail }) => detail.address === hashAddress(address))
    .map(({ type, detail }) => detail.reason ?? type)
    .toSorted();
};

describe('what is remembered of an address', () => {
  it('is kept with the event that tells of it, once, however often and in whatever case it is told', async () => {
    await judge('Camille@exemple.fr', news('bounce', 'a'));
    await judge('CAMILLE@EXEMPLE.FR', news('bounce', 'a'));
    await judge('camille@exemple.fr', news('bounce', 'a'), news('complaint', 'a'));
    expect(await told('camille@exemple.fr')).toEqual(['bounce', 'complaint']);
  });

  it('is right when many tell at the same time', async () => {
    const failures = Array.from({ length: 5 }, (_, day) => news('failure', `mail-${day}`, day));
    await Promise.all([...failures, ...failures].map((one) => judge('amine@exemple.fr', one)));
    const all = await told('amine@exemple.fr');
    expect(all.filter((reason) => reason === 'soft-bounces')).toHaveLength(1);
    expect(all).toHaveLength(5);
  });

  it('holds no address, and goes away by itself after six weeks', async () => {
    await judge('lea@exemple.fr', news('bounce', 'a'));
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.addresses }));
    expect(JSON.stringify(Items)).not.toContain('@');
    const { Item } = await dynamo.client.send(
      new GetCommand({ TableName: dynamo.tables.addresses, Key: { pk: hashAddress('lea@exemple.fr') } }),
    );
    expect(Item?.['expiresAt']).toBe((NOW.getTime() + 45 * DAY) / 1000);
  });

  it('is nothing for an address that is fine', async () => {
    await judge('nora@exemple.fr', news('delivery', 'a'));
    expect((await store().find(hashAddress('nora@exemple.fr'))).version).toBe(0);
    expect(await told('nora@exemple.fr')).toEqual([]);
  });
});
