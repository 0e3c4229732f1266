import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointStore, Turn, TurnStore } from '../../functions/webhooks/store/endpoint-store.ts';
import { endpointStore } from '../../functions/webhooks/store/endpoint-table.ts';
import { turnStore } from '../../functions/webhooks/store/turn-table.ts';
import { WebhookId } from '../../schemas/webhook.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aTrail, aWebhook } from '../doubles/webhooks.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 2, 1, 8, 0, second));
const aTurn = (second: number, length = 40): Turn => ({ id: randomUUID(), at: at(second), until: at(second + length) });
const well = { failures: 0, failingSince: null, restUntil: null, disabled: null };

describe('the endpoints of partners', () => {
  let dynamo: DynamoForTests;
  let endpoints: EndpointStore;
  let turns: TurnStore;
  const trail = aTrail();
  beforeAll(async () => {
    dynamo = await startDynamo();
    endpoints = endpointStore(dynamo.client, dynamo.tables.webhooks, dynamo.commit);
    turns = turnStore(dynamo.client, dynamo.tables.webhooks);
  });
  afterAll(() => dynamo.stop());

  const registered = async () => {
    const webhook = aWebhook();
    await endpoints.register(webhook, trail);
    return webhook.id;
  };
  const audited = async (actor: string) => {
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.audit,
        KeyConditionExpression: 'pk = :actor',
        ExpressionAttributeValues: { ':actor': actor },
      }),
    );
    return Items.map(({ about }) => about);
  };

  it('are kept as they were registered, with an audit record that names no address', async () => {
    const own = aTrail();
    const webhook = aWebhook({ interest: { events: 'significant-of', audience: 'particuliers', themes: ['N19811'] } });
    await endpoints.register(webhook, own);
    const quiet = { version: 1, disabled: null, failures: 0, failingSince: null, restUntil: null, turnUntil: null };
    expect(await endpoints.find(webhook.id)).toEqual({ ...webhook, ...quiet });
    expect(await audited(own.actor)).toEqual([{ webhookId: webhook.id }]);
    expect(await endpoints.find(WebhookId.parse(randomUUID()))).toBeUndefined();
  });

  it('are listed page by page, each once', async () => {
    await Promise.all([registered(), registered(), registered()]);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await endpoints.list({ limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(ids.toSorted()).toEqual((await endpoints.all()).map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are changed by whoever has read the latest version, and by nobody else', async () => {
    const id = await registered();
    const changed = await endpoints.change({ id, version: 1 }, { label: 'Autre nom', interest: { events: 'significant' } }, trail);
    expect(changed).toMatchObject({ version: 2, label: 'Autre nom', interest: { events: 'significant' }, address: aWebhook().address });
    expect(await endpoints.change({ id, version: 1 }, { label: 'Trop tard' }, trail)).toBeUndefined();
    expect(await endpoints.find(id)).toEqual(changed);
  });

  it('are removed by whoever has read the latest version, and do not come back through a change or a turn', async () => {
    const id = await registered();
    expect(await endpoints.remove({ id, version: 2 }, trail)).toBe(false);
    expect(await endpoints.remove({ id, version: 1 }, trail)).toBe(true);
    expect(await endpoints.change({ id, version: 1 }, { label: 'Revenant' }, trail)).toBeUndefined();
    expect(await endpoints.setDisabled(id, null, trail)).toBe(false);
    expect(await turns.take(id, aTurn(0))).toBeUndefined();
    expect(await endpoints.find(id)).toBeUndefined();
  });

  it('are sent to by one sender at a time, and by the next one when a sender died', async () => {
    const id = await registered();
    const [first, second] = [aTurn(0), aTurn(10)];
    expect(await turns.take(id, first)).toMatchObject({ id, turnUntil: at(40).toISOString() });
    expect(await turns.take(id, second)).toBeUndefined();
    const third = aTurn(40);
    expect(await turns.take(id, third)).toMatchObject({ turnUntil: at(80).toISOString() });
    expect(await turns.end(id, first, { ...well, failures: 9 })).toBe(false);
    expect(await turns.end(id, third, well)).toBe(true);
    expect(await turns.take(id, aTurn(41))).toBeDefined();
  });

  it('take their turn at the same moment, and one alone gets it', async () => {
    const id = await registered();
    const taken = await Promise.all(Array.from({ length: 8 }, () => turns.take(id, aTurn(0))));
    expect(taken.filter((endpoint) => endpoint !== undefined)).toHaveLength(1);
  });

  it('rest after a turn as long as it says, and their health is read by the next one', async () => {
    const id = await registered();
    const turn = aTurn(0);
    await turns.take(id, turn);
    await turns.end(id, turn, { failures: 4, failingSince: at(0).toISOString(), restUntil: at(30).toISOString(), disabled: null });
    expect(await turns.take(id, aTurn(29))).toBeUndefined();
    const next = aTurn(30);
    expect(await turns.take(id, next)).toMatchObject({ failures: 4, failingSince: at(0).toISOString() });
    await turns.end(id, next, well);
    expect(await endpoints.find(id)).toMatchObject({ failures: 0, failingSince: null, restUntil: null, turnUntil: null, version: 1 });
  });

  it('are not sent to while they are disabled, whoever did it; enabled they begin anew', async () => {
    const id = await registered();
    const turn = aTurn(0);
    await turns.take(id, turn);
    const gone = { reason: 'gone', at: at(5).toISOString() } as const;
    await turns.end(id, turn, { failures: 5, failingSince: at(0).toISOString(), restUntil: at(900).toISOString(), disabled: gone });
    expect(await endpoints.find(id)).toMatchObject({ disabled: gone, version: 2 });
    expect(await turns.take(id, aTurn(1000))).toBeUndefined();
    expect(await endpoints.setDisabled(id, null, trail)).toBe(true);
    expect(await endpoints.find(id)).toMatchObject({ disabled: null, version: 3, failures: 0, failingSince: null, restUntil: null });
    expect(await turns.take(id, aTurn(10))).toBeDefined();
    await endpoints.setDisabled(id, { reason: 'administrator', at: at(11).toISOString() }, trail);
    expect(await turns.take(id, aTurn(1000))).toBeUndefined();
  });
});
