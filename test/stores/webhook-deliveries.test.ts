import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDelivery } from '../../functions/webhooks/store/delivery-item.ts';
import type { AskedDeliveries, DeliveryStore } from '../../functions/webhooks/store/delivery-store.ts';
import { askedDeliveries, deliveryStore } from '../../functions/webhooks/store/delivery-table.ts';
import { type ReplayStore, replayStarter, replayStore, type StartReplay } from '../../functions/webhooks/store/replay-store.ts';
import { WebhookId } from '../../schemas/webhook.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aDelivery, aTrail } from '../doubles/webhooks.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 1, 8, minute));
const iso = (minute: number): string => at(minute).toISOString();
const outcome = (minute: number) => ({ at: iso(minute), status: 500, failure: 'refused-status' as const });

describe('the deliveries of a webhook', () => {
  let dynamo: DynamoForTests;
  let deliveries: DeliveryStore;
  let asked: AskedDeliveries;
  let replays: ReplayStore;
  let startReplay: StartReplay;
  let id: WebhookId;
  const trail = aTrail();
  beforeAll(async () => {
    dynamo = await startDynamo();
    const table = dynamo.tables.webhooks;
    deliveries = deliveryStore(dynamo.client, table);
    asked = askedDeliveries(table, dynamo.commit);
    replays = replayStore(dynamo.client, table);
    startReplay = replayStarter(table, dynamo.commit);
  });
  afterAll(() => dynamo.stop());
  beforeEach(() => {
    id = WebhookId.parse(randomUUID());
  });

  const created = async (minute: number, type?: 'fiche.significant' | 'webhook.test'): Promise<StoredDelivery> => {
    const delivery = aDelivery(id, iso(minute), type);
    expect(await deliveries.create(delivery, at(minute))).toBe(true);
    const found = await deliveries.find(id, delivery.id);
    if (!found) throw new Error('not there');
    return found;
  };
  const read = async ({ id: deliveryId }: StoredDelivery): Promise<StoredDelivery> => {
    const found = await deliveries.find(id, deliveryId);
    if (!found) throw new Error('not there');
    return found;
  };
  const end = async (delivery: StoredDelivery, state: 'delivered' | 'failed'): Promise<void> => {
    expect(await deliveries.record(delivery, { state, tries: 0, last: outcome(1), nextAttemptAt: null })).toBe(true);
  };
  const dueIds = async (minute: number, most = 10) => (await deliveries.due(id, at(minute), most)).map(({ id: one }) => one);

  it('are written once for an event, however often it is told', async () => {
    const delivery = aDelivery(id, iso(0));
    const told = await Promise.all(Array.from({ length: 5 }, (_, minute) => deliveries.create(delivery, at(minute))));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await deliveries.due(id, at(10), 10)).toHaveLength(1);
    expect(await deliveries.find(id, delivery.id)).toMatchObject({ ...delivery, state: 'pending', attempts: 0, tries: 0, last: null });
  });

  it('are due from their time on, the one that waits longest first, and no more than are asked for', async () => {
    const [third, first, second] = [await created(3), await created(1), await created(2)];
    expect(await dueIds(0)).toEqual([]);
    expect(await dueIds(1)).toEqual([first.id]);
    expect(await dueIds(5)).toEqual([first.id, second.id, third.id]);
    expect(await dueIds(5, 2)).toEqual([first.id, second.id]);
    expect(await deliveries.nextDue(id)).toBe(iso(1));
    expect(await deliveries.nextDue(WebhookId.parse(randomUUID()))).toBeUndefined();
  });

  it('move to their next attempt with what became of this one', async () => {
    const delivery = await created(0);
    const attempted = { state: 'pending', tries: 1, last: outcome(1), nextAttemptAt: iso(30) } as const;
    expect(await deliveries.record(delivery, attempted)).toBe(true);
    expect(await read(delivery)).toMatchObject({ ...attempted, attempts: 1, body: delivery.body });
    expect(await dueIds(29)).toEqual([]);
    expect(await dueIds(30)).toEqual([delivery.id]);
  });

  it.each(['delivered', 'failed'] as const)('are due no more when they are %s', async (state) => {
    const delivery = await created(0);
    await end(delivery, state);
    expect(await dueIds(10_000)).toEqual([]);
    expect(await read(delivery)).toMatchObject({ state, nextAttemptAt: null, attempts: 1 });
  });

  it('are recorded by one of two senders that tried them at once, and by none that read them before a replay', async () => {
    const delivery = await created(0);
    const recorded = await Promise.all(
      [1, 2].map(() => deliveries.record(delivery, { state: 'delivered', tries: 0, last: outcome(1), nextAttemptAt: null })),
    );
    expect(recorded.filter(Boolean)).toHaveLength(1);
    const before = await read(delivery);
    expect(await asked.putBack(before, at(5), trail)).toBe(true);
    expect(await deliveries.record(before, { state: 'failed', tries: 1, last: outcome(6), nextAttemptAt: null })).toBe(false);
    expect(await dueIds(5)).toEqual([delivery.id]);
  });

  it('are put back whatever became of them, to go by the whole schedule again', async () => {
    const delivery = await created(0);
    await deliveries.record(delivery, { state: 'failed', tries: 10, last: outcome(1), nextAttemptAt: null });
    expect(await asked.putBack(await read(delivery), at(60), trail)).toBe(true);
    expect(await read(delivery)).toMatchObject({ state: 'pending', tries: 0, attempts: 1, nextAttemptAt: iso(60), last: outcome(1) });
    const waiting = await created(61);
    await deliveries.record(waiting, { state: 'pending', tries: 1, last: outcome(61), nextAttemptAt: iso(600) });
    await asked.putBack(await read(waiting), at(62), trail);
    expect(await dueIds(10_000)).toEqual([delivery.id, waiting.id]);
  });

  it('are forgotten where only their place was left', async () => {
    await created(0);
    const [due] = await deliveries.due(id, at(0), 1);
    if (!due) throw new Error('nothing is due');
    await deliveries.forget(id, due);
    expect(await dueIds(10)).toEqual([]);
  });

  it('are listed latest event first, page by page, and those of no other webhook', async () => {
    const [first, second, third] = [await created(1), await created(2), await created(3)];
    const page = await deliveries.list(id, { limit: 2 });
    expect(page.items.map((one) => one.id)).toEqual([third.id, second.id]);
    expect((await deliveries.list(id, { limit: 2, cursor: page.next ?? '' })).items.map((one) => one.id)).toEqual([first.id]);
    const other = WebhookId.parse(randomUUID());
    await expect(deliveries.list(other, { limit: 2, cursor: page.next ?? '' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('expire a month after their event, and so does their place', async () => {
    await created(0);
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({ TableName: dynamo.tables.webhooks, KeyConditionExpression: 'pk = :id', ExpressionAttributeValues: { ':id': id } }),
    );
    expect(Items).toHaveLength(2);
    for (const { expiresAt } of Items) expect(expiresAt).toBe(at(0).getTime() / 1000 + 30 * 86_400);
  });

  it('that are tests are audited with what they are about', async () => {
    const own = aTrail();
    const delivery = await asked.create(aDelivery(id, iso(0), 'webhook.test'), at(0), own);
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.audit,
        KeyConditionExpression: 'pk = :actor',
        ExpressionAttributeValues: { ':actor': own.actor },
      }),
    );
    expect(Items.map(({ about }) => about)).toEqual([{ webhookId: id, deliveryId: delivery.id }]);
    expect(await read(delivery)).toEqual(delivery);
  });

  describe('replayed together', () => {
    const replay = { since: iso(10), until: iso(1000), which: 'failed' } as const;

    it('one replay at a time', async () => {
      expect(await startReplay(id, replay, trail)).toBe(true);
      expect(await startReplay(id, replay, trail)).toBe(false);
      expect(await replays.find(id)).toEqual({ ...replay, after: null });
    });

    it('are read from the instant on, page by page, each once', async () => {
      const all: StoredDelivery[] = [];
      for (let minute = 0; minute < 70; minute++) all.push(await created(minute));
      await startReplay(id, { ...replay, until: iso(60) }, trail);
      const seen: string[] = [];
      for (let running = await replays.find(id); running; running = await replays.find(id)) {
        const { deliveries: page, last } = await replays.page(id, running);
        seen.push(...page.map((one) => one.id));
        expect(await replays.advance(id, running, { wanted: [], last, at: at(2000) })).toBe(true);
      }
      expect(seen).toEqual(all.slice(10, 61).map((one) => one.id));
    });

    it('come back with the replay’s own place, or not at all', async () => {
      const [first, second] = [await created(11), await created(12)];
      for (const one of [first, second]) await end(one, 'failed');
      await startReplay(id, replay, trail);
      const running = await replays.find(id);
      if (!running) throw new Error('no replay');
      const wanted = [await read(first), await read(second)];
      await asked.putBack(await read(second), at(100), trail);
      expect(await replays.advance(id, running, { wanted, last: null, at: at(200) })).toBe(false);
      expect(await read(first)).toMatchObject({ state: 'failed' });
      expect(await replays.advance(id, running, { wanted: [await read(first)], last: null, at: at(200) })).toBe(true);
      expect(await read(first)).toMatchObject({ state: 'pending', nextAttemptAt: iso(200) });
      expect(await replays.find(id)).toBeUndefined();
      expect(await replays.advance(id, running, { wanted: [], last: null, at: at(200) })).toBe(false);
    });
  });
});
