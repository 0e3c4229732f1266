import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Jwk } from 'aws-jwt-verify/jwk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derSignature, signatureChecker } from '../../functions/shared/signature.ts';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const jwkOf = (key: KeyObject, more: Record<string, unknown> = {}): Jwk =>
  ({ ...key.export({ format: 'jwk' }), kid: 'k1', ...more }) as unknown as Jwk;
const signed = (key: KeyObject, algorithm: string, text = 'words') => ({
  algorithm,
  text,
  signature: sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
});

/** The two numbers of a signature, and how many bytes it has. */
const numbersIn = (der: Buffer): bigint[] => {
  const numbers: bigint[] = [];
  expect([der[0], der[1]]).toEqual([0x30, der.length - 2]);
  for (let at = 2; at < der.length; at += 2 + (der[at + 1] ?? 0)) {
    const digits = der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0));
    expect(der[at]).toBe(0x02);
    expect(digits[0] ?? 0x80).toBeLessThan(0x80);
    if (digits.length > 1 && digits[0] === 0) expect(digits[1]).toBeGreaterThanOrEqual(0x80);
    numbers.push(BigInt(`0x${digits.toString('hex')}`));
  }
  return numbers;
};

const coordinate = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc
    .nat(31)
    .chain((zeros) =>
      fc.uint8Array({ minLength: 32 - zeros, maxLength: 32 - zeros }).map((rest) => new Uint8Array([...Array(zeros).fill(0), ...rest])),
    ),
);

describe('the signature of ES256 as OpenSSL writes it', () => {
  it('says the same two numbers in the shortest form, whatever they begin with', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (r, s) => {
        const given = [r, s].map((bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
        expect(numbersIn(derSignature(Buffer.concat([r, s])) ?? Buffer.alloc(0))).toEqual(given);
      }),
    );
  });

  it('is taken by Node', () => {
    for (let time = 0; time < 50; time++) {
      const text = Buffer.from(`words ${time}`);
      const der = derSignature(sign('sha256', text, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }));
      expect(der && verify('sha256', text, ec.publicKey, der)).toBe(true);
    }
  });

  it.each([0, 63, 65, 70])('is nothing for %i bytes', (length) => {
    expect(derSignature(Buffer.alloc(length, 1))).toBeUndefined();
  });
});

describe('a signed text', () => {
  it.each([
    ['ES256', ec],
    ['RS256', rsa],
  ] as const)('of %s is known by the key that signed it, again and again', (algorithm, { privateKey, publicKey }) => {
    const isSigned = signatureChecker();
    const jwk = jwkOf(publicKey, { alg: algorithm, use: 'sig' });
    expect(isSigned(jwk, signed(privateKey, algorithm))).toBe(true);
    expect(isSigned(jwk, signed(privateKey, algorithm, 'other words'))).toBe(true);
    expect(isSigned(jwk, { ...signed(privateKey, algorithm), text: 'changed' })).toBe(false);
    expect(isSigned(jwk, { ...signed(privateKey, algorithm), signature: '' })).toBe(false);
  });

  it.each<[string, KeyObject, Record<string, unknown>, ReturnType<typeof signed>]>([
    ['the algorithm of another kind of key', ec.publicKey, {}, { ...signed(ec.privateKey, 'RS256') }],
    ['an algorithm of ours that the key is not for', rsa.publicKey, { alg: 'RS512' }, signed(rsa.privateKey, 'RS256')],
    ['a weaker algorithm', ec.publicKey, {}, { ...signed(ec.privateKey, 'HS256') }],
    ['no algorithm', ec.publicKey, {}, { ...signed(ec.privateKey, 'none'), signature: '' }],
    ['the curve of another algorithm', otherCurve.publicKey, {}, signed(otherCurve.privateKey, 'ES256')],
  ])('that names %s is nobody’s', (_what, key, more, text) => {
    expect(signatureChecker()(jwkOf(key, more), text)).toBe(false);
  });

  it('is not checked with a key that is for something else', () => {
    expect(() => signatureChecker()(jwkOf(ec.publicKey, { use: 'enc' }), signed(ec.privateKey, 'ES256'))).toThrow('sig');
  });
});
