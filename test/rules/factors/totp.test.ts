import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { stepOfCode, totpSetup } from '../../../functions/identity/rules/factors/totp.ts';

/** The secret of RFC 6238, and what it shows at some seconds: the last six of its eight digits. */
const secret = new Uint8Array(Buffer.from('12345678901234567890'));
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];
const shownAt = (bytes: Uint8Array<ArrayBuffer>, seconds: number): string =>
  new TOTP({ secret: new Secret({ buffer: bytes.buffer }) }).generate({ timestamp: seconds * 1000 });
const stepAt = (seconds: number): number => Math.floor(seconds / 30);
const taken = (code: string, seconds: number, lastStep = 0) => stepOfCode(secret, code, { at: new Date(seconds * 1000), lastStep });

describe('a code of an authenticator application', () => {
  it.each(vectors)('at second %d is %s, as RFC 6238 says', (seconds, code) => {
    expect(taken(code, seconds)).toBe(stepAt(seconds));
  });

  it.each([
    ['two steps late', 60, false],
    ['one step late', 30, true],
    ['in its step', 0, true],
    ['one step early', -30, true],
    ['two steps early', -60, false],
  ])('is looked at %s', (_when, later, is) => {
    expect(taken('005924', 1_234_567_890 + later) === stepAt(1_234_567_890)).toBe(is);
  });

  it('is taken once, and none of before is after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 4_000_000_000 }), fc.integer({ min: -1, max: 1 }), (seconds, drift) => {
        const code = shownAt(secret, seconds + 30 * drift);
        const step = taken(code, seconds);
        if (step === undefined) return false;
        return (
          taken(code, seconds, step) === undefined &&
          taken(shownAt(secret, seconds - 30), seconds, Math.max(step, stepAt(seconds))) === undefined
        );
      }),
    );
  });

  it('of another secret is not taken but by chance', () => {
    const wrong = Array.from({ length: 400 }, (_, second) =>
      taken(shownAt(new Uint8Array(20).fill(7), second * 30 + 3000), second * 30 + 3000),
    );
    expect(wrong.filter((step) => step !== undefined).length).toBeLessThan(3);
  });
});

describe('what an application is told', () => {
  it('is an address that says who, for whom and with what, and the secret in letters', () => {
    const setup = totpSetup(secret, 'camille.martin@exemple.fr');
    expect(setup.secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const address = new URL(setup.address);
    expect(address.protocol + address.host).toBe('otpauth:totp');
    expect(decodeURIComponent(address.pathname)).toBe('/Parvis:camille.martin@exemple.fr');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Parvis',
      secret: setup.secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
