import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAddress } from '../../functions/shared/address.ts';

describe('folding an address', () => {
  it.each([
    ['Camille.Martin@Exemple.fr', 'camille.martin@exemple.fr'],
    ['  camille@exemple.fr ', 'camille@exemple.fr'],
    ['ÉLISE@EXEMPLE.FR', 'élise@exemple.fr'],
  ])('%j and its owner’s other spellings are one', (typed, folded) => expect(foldAddress(typed)).toBe(folded));

  it('changes nothing the second time', () =>
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(foldAddress(foldAddress(address))).toBe(foldAddress(address));
      }),
    ));

  it('does not tell upper from lower case', () =>
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(foldAddress(address.toUpperCase())).toBe(foldAddress(address));
      }),
    ));
});
