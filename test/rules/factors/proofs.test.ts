import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assuranceOf, assurances, type Proof } from '../../../functions/identity/rules/factors/proofs.ts';

const every: Proof[] = ['password', 'totp', 'recovery-code', 'passkey', 'verified-passkey'];
const { one, two } = assurances;

describe('what a token says of how its owner signed in', () => {
  it.each<[Proof[], string, string[]]>([
    [['password'], one, ['pwd']],
    [['password', 'totp'], two, ['pwd', 'otp', 'mfa']],
    [['password', 'recovery-code'], two, ['pwd', 'otp', 'mfa']],
    [['password', 'passkey'], two, ['pwd', 'pop', 'mfa']],
    [['verified-passkey'], two, ['pop', 'user', 'mfa']],
    [['passkey'], one, ['pop']],
    [['totp'], one, ['otp']],
    [['totp', 'passkey'], one, ['otp', 'pop']],
    [[], one, []],
  ])('%j is %s, %j', (proofs, acr, amr) => {
    expect(assuranceOf(proofs)).toEqual({ acr, amr });
  });

  it('is never less sure for one proof more, nor surer for the same one twice', () => {
    fc.assert(
      fc.property(fc.subarray(every), fc.constantFrom(...every), (proofs, more) => {
        const before = assuranceOf(proofs);
        const after = assuranceOf([...proofs, more]);
        expect(before.acr === two && after.acr === one).toBe(false);
        expect(after.amr).toEqual(expect.arrayContaining(before.amr));
        expect(assuranceOf([...proofs, ...proofs])).toEqual(before);
      }),
    );
  });
});
