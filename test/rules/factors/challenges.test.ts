import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChallenge, newChallenge } from '../../../functions/identity/factors/challenges.ts';
import { factorKeyring } from '../../../functions/identity/factors/factor-keys.ts';

const secretOf = (...ids: string[]) => JSON.stringify(Object.fromEntries(ids.map((id) => [id, id.repeat(20)])));
const keyring = factorKeyring(secretOf('k1'));
const at = new Date('2026-11-30T08:00:00.000Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const made = Buffer.from(newChallenge(keyring, randomBytes(16), { purpose: 'register one', at })).toString('base64url');

describe('a challenge', () => {
  it.each([
    ['a moment later', 'register one', 1, true],
    ['after five minutes', 'register one', 300, true],
    ['later than that', 'register one', 301, false],
    ['before it was made', 'register one', -1, false],
    ['for somebody else', 'register two', 1, false],
    ['for a sign-in', 'sign-in one', 1, false],
  ])('is looked at %s: %s', (_when, purpose, seconds, is) => {
    expect(isChallenge(keyring, made, { purpose, at: later(seconds) })).toBe(is);
  });

  it('is known by a keyring that has a newer key, and not by one without its own', () => {
    const moment = { purpose: 'register one', at };
    expect(isChallenge(factorKeyring(secretOf('k1', 'k2')), made, moment)).toBe(true);
    expect(isChallenge(factorKeyring(secretOf('k2')), made, moment)).toBe(false);
  });

  it('is not one with a single bit changed, cut or lengthened', () => {
    const bytes = Buffer.from(made, 'base64url');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const forged = Buffer.from(bytes);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return !isChallenge(keyring, forged.toString('base64url'), { purpose: 'register one', at });
      }),
    );
    for (const text of ['', made.slice(0, -4), `${made}AAAA`, `${made}=`, 'bonjour'])
      expect(isChallenge(keyring, text, { purpose: 'register one', at })).toBe(false);
  });
});
