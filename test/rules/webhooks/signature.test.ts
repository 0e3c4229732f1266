import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deliveryIdOf, firstIdSince } from '../../../functions/webhooks/rules/delivery-id.ts';
import { formerSecretUntil, rotated, type SealedSecret, signing } from '../../../functions/webhooks/rules/secrets.ts';
import { SECRET_BYTES, secretText, signedHeaders } from '../../../functions/webhooks/rules/signature.ts';

describe('a signature', () => {
  it('is that of the specification’s own test', () => {
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    expect(signedHeaders(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('speaks of the bytes of the body, accents included', () => {
    const key = randomBytes(SECRET_BYTES);
    const signed = { id: 'msg_1', timestamp: 1, body: '{"title":"Allocation de rentrée – 2 €"}' };
    const expected = createHmac('sha256', key)
      .update(Buffer.from(`msg_1.1.${signed.body}`, 'utf8'))
      .digest('base64');
    expect(signedHeaders(signed, [secretText(key)])['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('is there once for each secret that signs, parted by spaces', () => {
    const secrets = [secretText(randomBytes(SECRET_BYTES)), secretText(randomBytes(SECRET_BYTES))];
    const signed = { id: 'msg_1', timestamp: 1, body: '{}' };
    const both = signedHeaders(signed, secrets)['webhook-signature'];
    expect(both?.split(' ')).toEqual(secrets.map((secret) => signedHeaders(signed, [secret])['webhook-signature']));
  });

  it('is made with a secret as long as the specification wants it', () => {
    const bytes = Buffer.from(secretText(randomBytes(SECRET_BYTES)).slice('whsec_'.length), 'base64').length;
    expect(bytes).toBeGreaterThanOrEqual(24);
    expect(bytes).toBeLessThanOrEqual(64);
  });
});

describe('the id of a delivery', () => {
  const at = new Date('2026-03-01T08:00:00.000Z');
  const event = '0A1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

  it('follows from the event alone, and has no full stop, which parts what is signed', () => {
    expect(deliveryIdOf(event, at)).toBe(deliveryIdOf(event.toLowerCase(), new Date(at)));
    expect(deliveryIdOf(event, at)).toMatch(/^msg_\d{13}_[0-9a-f]{32}$/);
  });

  it('sorts as events happen, and falls on the right side of an instant', () => {
    const [before, same, after] = [-1, 0, 1].map((milliseconds) => deliveryIdOf(event, new Date(at.getTime() + milliseconds)));
    expect([before, same].every((one, nth) => (one ?? '') < ([same, after][nth] ?? ''))).toBe(true);
    const since = firstIdSince(at);
    expect([before, same, after].map((id) => (id ?? '') > since)).toEqual([false, true, true]);
  });
});

describe('the secrets of a webhook', () => {
  const now = new Date('2026-03-01T08:00:00.000Z');
  const inHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
  const first: SealedSecret[] = [{ sealed: 'k1.a', until: null }];

  it('sign together for a day after a rotation, the new one first, and no longer', () => {
    const after = rotated(first, 'k1.b', now) ?? [];
    expect(signing(after, inHours(23.9)).map(({ sealed }) => sealed)).toEqual(['k1.b', 'k1.a']);
    expect(signing(after, inHours(24)).map(({ sealed }) => sealed)).toEqual(['k1.b']);
    expect(formerSecretUntil(after, now)).toBe(inHours(24).toISOString());
    expect(formerSecretUntil(after, inHours(24))).toBeNull();
    expect(formerSecretUntil(first, now)).toBeNull();
  });

  it('keep their own day each when they are rotated again, and those that are over are dropped', () => {
    const twice = rotated(rotated(first, 'k1.b', now) ?? [], 'k1.c', inHours(10)) ?? [];
    expect(signing(twice, inHours(23)).map(({ sealed }) => sealed)).toEqual(['k1.c', 'k1.b', 'k1.a']);
    expect(signing(twice, inHours(25)).map(({ sealed }) => sealed)).toEqual(['k1.c', 'k1.b']);
    expect(rotated(twice, 'k1.d', inHours(40))?.map(({ sealed }) => sealed)).toEqual(['k1.d', 'k1.c']);
  });

  it('are never cut short: a sixth that would sign at once is refused', () => {
    const five = ['b', 'c', 'd', 'e'].reduce((secrets, name) => rotated(secrets, name, now) ?? [], first);
    expect(signing(five, now)).toHaveLength(5);
    expect(rotated(five, 'f', now)).toBeUndefined();
    expect(rotated(five, 'f', inHours(24))).toHaveLength(2);
  });
});
