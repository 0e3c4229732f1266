import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joseOfDer } from '../../functions/identity/rules/der-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const asJose = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;

describe('an ECDSA signature of a key service', () => {
  it('is the same signature as JOSE writes it, whatever is signed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const jose = joseOfDer(sign('sha256', data, privateKey));
        expect(jose).toHaveLength(64);
        expect(verify('sha256', data, asJose, jose)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is not read when a byte is missing, added, or at its wrong place', () => {
    const der = sign('sha256', Buffer.from('Bonjour'), privateKey);
    const wrong = [Buffer.alloc(0), der.subarray(1), der.subarray(0, -1), Buffer.concat([der, Buffer.from([0])])];
    for (const bytes of wrong) expect(() => joseOfDer(bytes)).toThrow('signature');
    expect(() => joseOfDer(Buffer.from([0x30, 6, 0x02, 1, 1, 0x03, 1, 1]))).toThrow('number');
  });
});
