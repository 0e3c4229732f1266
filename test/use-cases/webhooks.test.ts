import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeWebhook } from '../../functions/webhooks/change-webhook.ts';
import { deleteWebhook } from '../../functions/webhooks/delete-webhook.ts';
import { disableWebhook } from '../../functions/webhooks/disable-webhook.ts';
import { enableWebhook } from '../../functions/webhooks/enable-webhook.ts';
import { listWebhookDeliveries } from '../../functions/webhooks/list-webhook-deliveries.ts';
import { patientWake } from '../../functions/webhooks/patient-wake.ts';
import { readWebhook } from '../../functions/webhooks/read-webhook.ts';
import { registerWebhook } from '../../functions/webhooks/register-webhook.ts';
import { replayWebhookDeliveries } from '../../functions/webhooks/replay-webhook-deliveries.ts';
import { replayWebhookDelivery } from '../../functions/webhooks/replay-webhook-delivery.ts';
import { rotateWebhookSecret } from '../../functions/webhooks/rotate-webhook-secret.ts';
import { SECRET_BYTES } from '../../functions/webhooks/rules/signature.ts';
import { sendTestEvent } from '../../functions/webhooks/send-test-event.ts';
import { AccountId } from '../../schemas/account.ts';
import { MAX_WEBHOOKS, Webhook, WebhookDelivery, WebhookId } from '../../schemas/webhook.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { aPartner, verifies } from '../doubles/partner.ts';
import { sendingWebhooks } from '../doubles/sending-webhooks.ts';
import { aDelivery } from '../doubles/webhooks.ts';

const who = AccountId.parse(randomUUID());
const context = contextOf(who, 'administrator');
const reader = readerContextOf(who, 'administrator');
const settings = { address: 'https://partenaire.example.org/parvis', label: 'Ville', interest: { events: 'significant' as const } };
const nobody = { webhookId: WebhookId.parse(randomUUID()) };

const dependenciesOf = ({ endpoints, deliveries, dependencies }: ReturnType<typeof sendingWebhooks>) => {
  const { readKeyring, wake, newId, clock } = dependencies;
  return { endpoints, deliveries, readKeyring, wake, newId, clock, newKey: () => randomBytes(SECRET_BYTES), loopback: false };
};

let partner: ReturnType<typeof aPartner>;
let system: ReturnType<typeof sendingWebhooks>;
let given: ReturnType<typeof dependenciesOf>;
beforeEach(() => {
  partner = aPartner();
  system = sendingWebhooks(partner.post);
  given = dependenciesOf(system);
});
const register = async () => {
  const { webhook, secret } = await registerWebhook(given)({ body: settings }, context);
  return { webhook: Webhook.parse(webhook), secret };
};

describe('registering a webhook', () => {
  it('shows the secret that signs, and keeps it only sealed', async () => {
    const { webhook, secret } = await register();
    expect(webhook).toMatchObject({ ...settings, version: 1, disabled: null, formerSecretUntil: null });
    expect(JSON.stringify(await system.endpoints.all())).not.toContain(secret.slice('whsec_'.length));
    await sendTestEvent(given)({ params: { webhookId: webhook.id } }, context);
    await system.send(webhook.id);
    expect(partner.received.map(({ headers, body }) => verifies(secret, headers, body))).toEqual([true]);
  });

  it.each(['http://partenaire.example.org/', 'https://10.0.0.1/', 'http://127.0.0.1:80/'])('refuses %s, and says why', async (address) => {
    const refusal = registerWebhook(given)({ body: { ...settings, address } }, context);
    await expect(refusal).rejects.toMatchObject({ kind: 'webhook-address-refused', detail: expect.stringMatching(/\.$/) });
    expect(await system.endpoints.all()).toEqual([]);
  });

  it('ends at a hundred', async () => {
    for (let count = 0; count < MAX_WEBHOOKS; count++) await register();
    await expect(register()).rejects.toMatchObject({ kind: 'too-many-webhooks' });
  });
});

describe('a webhook', () => {
  it('is changed by whoever has read it as it is', async () => {
    const { webhook } = await register();
    const params = { webhookId: webhook.id };
    const body = { ...settings, label: 'Métropole', version: 1 };
    expect(await changeWebhook(given)({ params, body }, context)).toMatchObject({ label: 'Métropole', version: 2 });
    await expect(changeWebhook(given)({ params, body }, context)).rejects.toMatchObject({ kind: 'webhook-outdated' });
    await expect(changeWebhook(given)({ params: nobody, body }, context)).rejects.toMatchObject({ kind: 'webhook-not-found' });
    const inside = { ...body, version: 2, address: 'https://[::1]/' };
    await expect(changeWebhook(given)({ params, body: inside }, context)).rejects.toMatchObject({ kind: 'webhook-address-refused' });
  });

  it('is deleted by whoever has read it as it is', async () => {
    const { webhook } = await register();
    const params = { webhookId: webhook.id };
    await expect(deleteWebhook(given)({ params, query: { version: 7 } }, context)).rejects.toMatchObject({ kind: 'webhook-outdated' });
    await deleteWebhook(given)({ params, query: { version: 1 } }, context);
    await expect(readWebhook(given)({ params }, reader)).rejects.toMatchObject({ kind: 'webhook-not-found' });
    await expect(deleteWebhook(given)({ params, query: { version: 1 } }, context)).rejects.toMatchObject({ kind: 'webhook-not-found' });
  });

  it('gets a new secret once for each reading of it, and not a sixth that signs at once', async () => {
    const { webhook, secret } = await register();
    const params = { webhookId: webhook.id };
    const rotation = await rotateWebhookSecret(given)({ params, body: { version: 1 } }, context);
    expect(rotation.secret).not.toBe(secret);
    expect(rotation.webhook.formerSecretUntil).toBe(system.at(24 * 3600));
    await expect(rotateWebhookSecret(given)({ params, body: { version: 1 } }, context)).rejects.toMatchObject({ kind: 'webhook-outdated' });
    for (let version = 2; version <= 4; version++) await rotateWebhookSecret(given)({ params, body: { version } }, context);
    const sixth = rotateWebhookSecret(given)({ params, body: { version: 5 } }, context);
    await expect(sixth).rejects.toMatchObject({ kind: 'webhook-secret-rotated-too-often' });
  });

  it('says that it is disabled, by whom and since when, and calls its sender when it is enabled', async () => {
    const { webhook } = await register();
    const params = { webhookId: webhook.id };
    await disableWebhook(given)({ params }, context);
    expect((await readWebhook(given)({ params }, reader)).disabled).toEqual({ reason: 'administrator', at: system.at(0) });
    await expect(sendTestEvent(given)({ params }, context)).rejects.toMatchObject({ kind: 'webhook-disabled' });
    await enableWebhook(given)({ params }, context);
    expect((await readWebhook(given)({ params }, reader)).disabled).toBeNull();
    expect(system.calls).toEqual([{ id: webhook.id, seconds: 0 }]);
    for (const change of [disableWebhook(given), enableWebhook(given)])
      await expect(change({ params: nobody }, context)).rejects.toMatchObject({ kind: 'webhook-not-found' });
  });
});

describe('a replay', () => {
  it('of one delivery is sent again under its id, whatever became of it', async () => {
    const { webhook } = await register();
    const params = { webhookId: webhook.id };
    const { id: deliveryId } = WebhookDelivery.parse(await sendTestEvent(given)({ params }, context));
    await system.send(webhook.id);
    const replayed = await replayWebhookDelivery(given)({ params: { ...params, deliveryId } }, context);
    expect(replayed).toMatchObject({ id: deliveryId, state: 'pending', nextAttemptAt: system.at(0), attempts: 1 });
    await system.send(webhook.id);
    expect(partner.ids()).toEqual([deliveryId, deliveryId]);
    const { items } = await listWebhookDeliveries(given)({ params, query: { limit: 20 } }, reader);
    expect(items).toMatchObject([{ id: deliveryId, state: 'delivered', attempts: 2 }]);
    const unknown = { ...params, deliveryId: aDelivery(webhook.id, system.at(9)).id };
    await expect(replayWebhookDelivery(given)({ params: unknown }, context)).rejects.toMatchObject({ kind: 'webhook-delivery-not-found' });
  });

  it.each([
    { which: 'failed' as const, again: [1] },
    { which: 'all' as const, again: [0, 1, 2, 3, 4, 5, 6] },
  ])('of $which since an instant brings those back, without the tests', async ({ which, again }) => {
    partner = aPartner((nth) => ({ status: nth === 2 ? 500 : 200, retryAfter: undefined }));
    const { webhook } = await register();
    const sender = { ...system.dependencies, post: partner.post, delays: [] };
    const params = { webhookId: webhook.id };
    const send = () => system.send(webhook.id, undefined, sender);
    await system.happen(webhook.id, 1);
    await send();
    system.pass(60);
    const since = system.clock().toISOString();
    partner = aPartner((nth) => ({ status: nth === 2 ? 500 : 200, retryAfter: undefined }));
    sender.post = partner.post;
    const ids = await system.happen(webhook.id, 7);
    await send();
    await sendTestEvent(given)({ params }, context);
    await send();
    system.pass(60);
    const start = replayWebhookDeliveries({ ...given, startReplay: system.startReplay });
    await start({ params, body: { since, which } }, context);
    await expect(start({ params, body: { since, which } }, context)).rejects.toMatchObject({ kind: 'webhook-replay-running' });
    const before = partner.ids().length;
    await send();
    expect(new Set(partner.ids().slice(before))).toEqual(new Set(again.map((nth) => ids[nth])));
  });
});

describe('a call to a sender that fails', () => {
  it('is logged, and what was asked is done all the same', async () => {
    const logged: unknown[] = [];
    const wake = patientWake(
      () => Promise.reject(new TypeError('no queue')),
      (code, fields) => logged.push({ code, ...fields }),
    );
    const { webhook } = await register();
    const delivery = await sendTestEvent({ ...given, wake })({ params: { webhookId: webhook.id } }, context);
    expect(delivery.state).toBe('pending');
    expect(logged).toMatchObject([{ code: 'webhook.wake-failed', webhookId: webhook.id, errorName: 'TypeError' }]);
    system.pass(60);
    expect(await system.schedule()).toEqual([webhook.id]);
  });
});
