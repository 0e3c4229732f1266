import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../functions/webhooks/post/https-post.ts';
import { rotated } from '../../functions/webhooks/rules/secrets.ts';
import { SECRET_BYTES, secretText } from '../../functions/webhooks/rules/signature.ts';
import { sealSecret } from '../../functions/webhooks/sealed-secret.ts';
import { aPartner, verifies } from '../doubles/partner.ts';
import { sendingWebhooks } from '../doubles/sending-webhooks.ts';
import { aTrail } from '../doubles/webhooks.ts';

const ok: Answer = { status: 200, retryAfter: undefined };
const status = (code: number, retryAfter?: string): Answer => ({ status: code, retryAfter });
const late: Answer = { status: null, failure: 'too-slow' };
const trail = aTrail();

describe('sending to a partner', () => {
  it('posts what is due, signed so that the partner can tell, and says that it was delivered', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id, secret } = await system.partner();
    const ids = await system.happen(id, 6);
    system.pass(1);
    await system.send(id);
    expect(partner.ids()).toEqual(ids);
    for (const { headers, body, address } of partner.received) {
      expect(verifies(secret, headers, body)).toBe(true);
      expect(verifies(secretText(randomBytes(SECRET_BYTES)), headers, body)).toBe(false);
      expect(verifies(secret, headers, `${body} `)).toBe(false);
      expect(headers['webhook-timestamp']).toBe(String(system.clock().getTime() / 1000));
      expect(headers['content-type']).toBe('application/json');
      expect(address).toBe('https://partenaire.example.org/parvis');
    }
    expect(system.of(id).map(({ state, attempts, last }) => [state, attempts, last?.status])).toEqual(ids.map(() => ['delivered', 1, 204]));
    expect(system.calls).toEqual([]);
  });

  it('tries again by the schedule under the same id, each time with its own time and signature', async () => {
    const partner = aPartner((nth) => (nth < 3 ? status(503) : ok));
    const system = sendingWebhooks(partner.post);
    const { id, secret } = await system.partner();
    const [delivery] = await system.happen(id, 1);
    await system.send(id);
    expect(system.calls.splice(0)).toEqual([{ id, seconds: 5 }]);
    system.pass(5);
    await system.send(id);
    expect(system.calls).toEqual([]);
    system.pass(299);
    expect(await system.schedule()).toEqual([]);
    system.pass(1);
    expect(await system.schedule()).toEqual([id]);
    await system.send(id);
    expect(partner.ids()).toEqual([delivery, delivery, delivery]);
    expect(new Set(partner.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(partner.received.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
    for (const { headers, body } of partner.received) expect(verifies(secret, headers, body)).toBe(true);
    expect(system.of(id)[0]).toMatchObject({ state: 'delivered', attempts: 3 });
  });

  it('gives a delivery up after ten attempts and more than three days, and says so', async () => {
    const partner = aPartner(() => status(500));
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    for (let minute = 0; minute < 5 * 24 * 60; minute++) {
      if ((await system.schedule()).length > 0) await system.send(id);
      system.pass(60);
    }
    expect(partner.received).toHaveLength(10);
    expect(system.of(id)[0]).toMatchObject({
      state: 'failed',
      attempts: 10,
      nextAttemptAt: null,
      last: { status: 500, failure: 'refused-status' },
    });
    expect((await system.endpoints.find(id))?.disabled).toBeNull();
  });

  const failures: [string, Answer, string][] = [
    ['a redirection', status(302), 'refused-status'],
    ['a refusal', status(404), 'refused-status'],
    ['an answer of another protocol', status(199), 'refused-status'],
    ['no answer in time', late, 'too-slow'],
    ['no connection', { status: null, failure: 'unreachable' }, 'unreachable'],
    ['a name that leads inside', { status: null, failure: 'refused-address' }, 'refused-address'],
  ];
  it.each(failures)('takes %s for a failure, and tries again', async (_what, answer, failure) => {
    const system = sendingWebhooks(aPartner(() => answer).post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    await system.send(id);
    expect(system.of(id)[0]).toMatchObject({
      state: 'pending',
      tries: 1,
      last: { status: answer.status, failure },
      nextAttemptAt: system.at(5),
    });
    expect(system.logged).toContainEqual(expect.objectContaining({ code: 'webhook.attempt-failed', webhookId: id }));
  });

  it('leaves a partner alone as long as it asks', async () => {
    const partner = aPartner((nth) => (nth === 1 ? status(429, '40') : ok));
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    await system.send(id);
    expect(system.calls.splice(0)).toEqual([{ id, seconds: 40 }]);
    await system.happen(id, 1);
    system.pass(39);
    await system.send(id);
    expect(partner.received).toHaveLength(1);
    system.pass(1);
    await system.send(id);
    expect(partner.received).toHaveLength(3);
  });

  it('signs with both secrets for a day after a rotation', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id, secret: former } = await system.partner();
    const read = await system.endpoints.find(id);
    const key = randomBytes(SECRET_BYTES);
    const secrets = rotated(read?.secrets ?? [], sealSecret(system.keyring, key, id), system.clock()) ?? [];
    await system.endpoints.change({ id, version: 1 }, { secrets }, trail);
    await system.happen(id, 1);
    await system.send(id);
    system.pass(24 * 3600);
    await system.happen(id, 1);
    await system.send(id);
    const who = partner.received.map(({ headers, body }) => [former, secretText(key)].map((secret) => verifies(secret, headers, body)));
    expect(who).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('sends nothing when the secret does not open: nobody could tell that it is ours', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const [one, other] = [await system.partner(), await system.partner()];
    const sealed = (await system.endpoints.find(other.id))?.secrets ?? [];
    await system.endpoints.change({ id: one.id, version: 1 }, { secrets: sealed }, trail);
    await system.happen(one.id, 1);
    await expect(system.send(one.id)).rejects.toThrow('does not open');
    expect(partner.received).toEqual([]);
    expect(system.of(one.id)[0]).toMatchObject({ state: 'pending', attempts: 0 });
  });
});
