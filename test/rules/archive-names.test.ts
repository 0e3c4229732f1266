import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOnce, safeName } from '../../functions/accounts/rules/archive-names.ts';

describe('the name of a file in an archive', () => {
  it.each([
    ['Carte d’identité (recto).pdf', 'Carte d’identité (recto).pdf'],
    ['..', 'fichier'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a\u0000b\u202Ec.pdf', 'a_b_c.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['  .caché. ', 'caché'],
    [`${'é'.repeat(200)}.pdf`, `${'é'.repeat(116)}.pdf`],
  ])('of %j is %j', (given, name) => {
    expect(safeName(given)).toBe(name);
  });

  it('is one that every system takes, whatever its owner called it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeName(given);
        expect(name).toMatch(/^[^\\/:*?"<>|\p{C}]+$/u);
        expect(name).not.toMatch(/^\.|[.\s]$/);
        expect(name.length).toBeLessThanOrEqual(121);
      }),
    );
  });

  it('is given once', () => {
    const once = namesOnce();
    expect(['a.pdf', 'A.pdf', 'a.pdf', 'b', 'b'].map(once)).toEqual(['a.pdf', 'A (2).pdf', 'a (3).pdf', 'b', 'b (2)']);
  });
});
