import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { WebhookDelivery, WebhookId } from '../../schemas/webhook.ts';
import { verifies } from '../doubles/partner.ts';
import { type Received, startReceiver } from '../doubles/webhook-receiver.ts';
import { allQuiet } from './faults/ended.ts';
import { startTestSystem } from './start.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../local/samples/${name}`, import.meta.url)));
const deces = { audience: 'particuliers' as const, ficheId: FicheId.parse('F909') };
const changeNote = 'La déclaration de décès peut désormais être faite par un proche.';

/** A partner of the city, in order: each step stands on the one before. */
describe('a partner is told by signed webhooks', () => {
  let system: System;
  let administrator: Actor;
  let editor: Actor;
  let partner: Awaited<ReturnType<typeof startReceiver>>;
  let id: WebhookId;
  let secret: string;

  const idOf = ({ headers }: Received): string => String(headers['webhook-id']);
  const isSigned = (one: Received, by: string): boolean => verifies(by, one.headers as Record<string, string>, one.body);
  const typeOf = ({ body }: Received): string => (JSON.parse(body) as { type: string }).type;
  const deliveries = async (): Promise<WebhookDelivery[]> =>
    (await administrator.listWebhookDeliveries({ params: { webhookId: id }, query: { limit: 100 } })).items;
  const deliveryWhere = (holds: (delivery: WebhookDelivery) => boolean): Promise<WebhookDelivery> =>
    waitFor('a delivery', async () => (await deliveries()).find(holds));
  const version = async (): Promise<number> => (await administrator.readWebhook({ params: { webhookId: id } })).version;

  beforeAll(async () => {
    system = await startTestSystem();
    administrator = actAsStaff(system, 'administrator');
    editor = actAsStaff(system, 'editor');
    partner = await startReceiver((_nth, response) => response.writeHead(204).end());
    await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
    await importArchive(editor, sample('fiches-sample-revision2.zip'), { scope: 'partial' });
    // Whoever registers while events are still on their way is told of them.
    await allQuiet(system);
  });
  afterAll(async () => {
    await system.stop();
    await partner.stop();
  });

  it('is registered by an administrator, who is shown the secret once', async () => {
    const body = { address: partner.address, label: 'Ville de Saint-Exemple', interest: { events: 'significant' as const } };
    const registered = await administrator.registerWebhook({ body });
    ({ id } = registered.webhook);
    ({ secret } = registered);
    expect(secret).toMatch(/^whsec_/);
    expect(registered.webhook).toMatchObject({ ...body, version: 1, disabled: null });
    expect(JSON.stringify(await administrator.listWebhooks())).not.toContain(secret);
    await expect(administrator.registerWebhook({ body: { ...body, address: 'https://169.254.169.254/' } })).rejects.toMatchObject({
      status: 422,
      kind: 'webhook-address-refused',
    });
  });

  it('receives a test event, and can tell that it is ours', async () => {
    const test = await administrator.sendTestEvent({ params: { webhookId: id } });
    await deliveryWhere((one) => one.id === test.id && one.state === 'delivered');
    const [one] = partner.received;
    expect(one && [typeOf(one), idOf(one), isSigned(one, secret)]).toEqual(['webhook.test', test.id, true]);
    expect(Math.abs(Number(one?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('fails twice, and is told a third time under the same id of what was declared significant', async () => {
    const before = partner.received.length;
    partner.answer((nth, response) => response.writeHead(nth <= before + 2 ? 503 : 200).end());
    await editor.decideRevision({
      params: { ...deces, revision: 2 },
      body: { significance: 'significant', reason: 'Change qui déclare', changeNote },
    });
    const done = await deliveryWhere(({ type, state }) => type === 'fiche.significant' && state === 'delivered');
    const told = partner.received.slice(before);
    expect(told.map(idOf)).toEqual([done.id, done.id, done.id]);
    expect(done.attempts).toBe(3);
    expect(told.every((one) => isSigned(one, secret))).toBe(true);
    expect(JSON.parse(told[2]?.body ?? '')).toMatchObject({
      type: 'fiche.significant',
      data: {
        ...deces,
        revision: 2,
        changeNote,
        ficheAddress: `${system.address}/fiches/particuliers/F909.html`,
        differenceAddress: `${system.address}/fiches/particuliers/F909/revisions/2.html`,
      },
    });
    const page = await waitFor('the difference', async () => {
      const reply = await fetch(`${system.address}/fiches/particuliers/F909/revisions/2.html`);
      return reply.ok && reply.text();
    });
    expect(page).toContain(changeNote);
  });

  it('gets a delivery again when an administrator replays it, the same to the last byte', async () => {
    const last = partner.received.at(-1);
    const count = partner.received.length;
    const [delivery] = (await deliveries()).filter(({ type }) => type === 'fiche.significant');
    if (!delivery) throw new Error('nothing to replay');
    await administrator.replayWebhookDelivery({ params: { webhookId: id, deliveryId: delivery.id } });
    const again = await waitFor('the replay', async () => partner.received[count]);
    expect([idOf(again), again.body]).toEqual([delivery.id, last?.body]);
    expect(isSigned(again, secret)).toBe(true);
    await deliveryWhere((one) => one.id === delivery.id && one.state === 'delivered' && one.attempts === 4);
  });

  it('changes its secret while both sign', async () => {
    const rotation = await administrator.rotateWebhookSecret({ params: { webhookId: id }, body: { version: await version() } });
    expect(rotation.webhook.formerSecretUntil).not.toBeNull();
    const count = partner.received.length;
    await administrator.sendTestEvent({ params: { webhookId: id } });
    const one = await waitFor('the test', async () => partner.received[count]);
    expect([isSigned(one, secret), isSigned(one, rotation.secret)]).toEqual([true, true]);
    ({ secret } = rotation);
  });

  it('wants nothing more, and is left alone until it is enabled: then it gets what waited', async () => {
    await deliveryWhere(({ type, state, attempts }) => type === 'webhook.test' && state === 'delivered' && attempts === 1);
    partner.answer((_nth, response) => response.writeHead(410).end());
    const test = await administrator.sendTestEvent({ params: { webhookId: id } });
    await waitFor('the end', async () => (await administrator.readWebhook({ params: { webhookId: id } })).disabled?.reason === 'gone');
    expect(system.functions.countOf('webhook.disabled')).toBe(1);
    await expect(administrator.sendTestEvent({ params: { webhookId: id } })).rejects.toMatchObject({ kind: 'webhook-disabled' });
    partner.answer((_nth, response) => response.writeHead(204).end());
    await administrator.enableWebhook({ params: { webhookId: id } });
    await waitFor('the schedule', async () => {
      await system.runSchedule('webhooks-waker');
      return (await deliveries()).some((one) => one.id === test.id && one.state === 'delivered');
    });
  });

  it('gets all of its events again since an instant', async () => {
    const wanted = (await deliveries()).filter(({ type }) => type === 'fiche.significant').map((one) => one.id);
    const count = partner.received.length;
    await administrator.replayWebhookDeliveries({ params: { webhookId: id }, body: { since: '2020-01-01T00:00:00Z', which: 'all' } });
    await waitFor('the replay', async () => partner.received.length >= count + wanted.length);
    expect(partner.received.slice(count).map(idOf).toSorted()).toEqual(wanted.toSorted());
  });

  it('is deleted by who has read it as it is, and told nothing more', async () => {
    await expect(administrator.deleteWebhook({ params: { webhookId: id }, query: { version: 1 } })).rejects.toMatchObject({ status: 409 });
    await administrator.deleteWebhook({ params: { webhookId: id }, query: { version: await version() } });
    await expect(administrator.readWebhook({ params: { webhookId: id } })).rejects.toMatchObject({ status: 404 });
    await system.runSchedule('webhooks-waker');
  });

  it('was refused nothing by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
