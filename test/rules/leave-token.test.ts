import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { core } from 'zod/mini';
import { leaveKeyId, leaveKeyring, openLeaveToken, sealLeaveToken } from '../../functions/alerts/leave-token.ts';
import { type Leaving, leavingOf } from '../../functions/alerts/rules/audience.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { Audience, ficheKey } from '../../schemas/fiche.ts';
import { alerts } from '../../schemas/routes/alerts.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

const secretOf = (name: string): string => name.repeat(40).slice(0, 40);
const ring = (keys: Record<string, string>) => leaveKeyring(JSON.stringify(keys));
const keyring = ring({ k1: secretOf('one') });

const subscriptions: fc.Arbitrary<Leaving> = fc.record({
  spaceId: fc.uuid().map((id) => SpaceId.parse(id)),
  accountId: fc.uuid().map((id) => AccountId.parse(id)),
  livedAt: fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
  ficheKey: fc
    .tuple(fc.constantFrom(...Audience.options), fc.constantFrom('F', 'N', 'R'), fc.integer({ min: 0, max: 9_999_999 }))
    .map(([audience, letter, number]) => ficheKey(aFiche(`${letter}${number}`, audience))),
});
const one = (): Leaving => leavingOf(aSubscription(aPerson(), aFiche('F265')));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'.split('');

/** A token made with the same secret by the same means, for a purpose of its own. */
const sealFor = (purpose: string) => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', secretOf('one'), '', purpose, 32)), iv);
  const { spaceId, accountId } = one();
  const hex = (spaceId + accountId).replaceAll('-', '');
  const text = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(6, 1), Buffer.from('pF265')]);
  return `k1.${Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`;
};

describe('a leave token', () => {
  it('gives back the subscription it was made for', () =>
    fc.assert(
      fc.property(subscriptions, (subscribed) => {
        expect(openLeaveToken(keyring, sealLeaveToken(keyring, subscribed))).toEqual(subscribed);
      }),
    ));

  it('fits the route and a line of a mail header', () =>
    fc.assert(
      fc.property(subscriptions, (subscribed) => {
        const token = sealLeaveToken(keyring, subscribed);
        expect(alerts.leaveByLink.params.safeParse({ token }).success).toBe(true);
        expect(token.length).toBeLessThanOrEqual(110);
      }),
    ));

  it('is sealed with random bytes of its own, however many are made in a row', () => {
    const leaving = one();
    const bytes = Array.from({ length: 2000 }, () => Buffer.from(sealLeaveToken(keyring, leaving).slice('k1.'.length), 'base64url'));
    expect(new Set(bytes.map((sealed) => sealed.toString('hex', 0, 12))).size).toBe(2000);
  });

  it('is refused whichever of its characters is changed, and whatever to', () => {
    const token = sealLeaveToken(keyring, one());
    const forged = token
      .split('')
      .flatMap((right, at) => ALPHABET.filter((wrong) => wrong !== right).map((wrong) => token.slice(0, at) + wrong + token.slice(at + 1)));
    expect(forged.filter((text) => openLeaveToken(keyring, text) !== undefined)).toEqual([]);
  });

  it('is refused cut short, drawn out or repeated', () => {
    const token = sealLeaveToken(keyring, one());
    const cut = Array.from(token, (_, end) => token.slice(0, end));
    for (const text of [...cut, `${token}A`, `${token}=`, ` ${token}`, token + token, 'k1.', '.', '']) {
      expect(openLeaveToken(keyring, text)).toBeUndefined();
    }
  });

  it('is refused when it is only noise of the right shape', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 120 }), (bytes) => {
        expect(openLeaveToken(keyring, `k1.${Buffer.from(bytes).toString('base64url')}`)).toBeUndefined();
      }),
    ));

  it('tells nothing: the same subscription never looks the same twice', () => {
    const subscribed = one();
    const tokens = Array.from({ length: 50 }, () => sealLeaveToken(keyring, subscribed));
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(Buffer.from(token.slice(3), 'base64url').toString()).not.toContain('F265');
  });

  it('is refused when the same secret sealed it for another purpose', () => {
    expect(openLeaveToken(keyring, sealFor('parvis leave link 2'))).toBeDefined();
    expect(openLeaveToken(keyring, sealFor('parvis leave link 1'))).toBeUndefined();
    expect(openLeaveToken(keyring, sealFor('parvis reset password 1'))).toBeUndefined();
  });
});

describe('the keyring of leave links', () => {
  it('seals with the newest key, by number and not by spelling, and opens with every one', () => {
    const rotated = ring({ k10: secretOf('ten'), k9: secretOf('nine'), k1: secretOf('one') });
    const subscribed = one();
    expect(leaveKeyId(sealLeaveToken(rotated, subscribed))).toBe('k10');
    expect(openLeaveToken(rotated, sealLeaveToken(keyring, subscribed))).toEqual(subscribed);
  });

  it('opens nothing of a key that was withdrawn or replaced', () => {
    const token = sealLeaveToken(keyring, one());
    expect(openLeaveToken(ring({ k2: secretOf('two') }), token)).toBeUndefined();
    expect(openLeaveToken(ring({ k1: secretOf('other') }), token)).toBeUndefined();
  });

  it.each([
    ['no key', '{}', core.$ZodError],
    ['a short key', '{"k1":"short"}', core.$ZodError],
    ['a key without a number', JSON.stringify({ latest: secretOf('one') }), core.$ZodError],
    ['no JSON', 'secret', SyntaxError],
  ])('is not read from %s', (_, text, kind) => expect(() => leaveKeyring(text)).toThrow(kind));
});
