import { describe, expect, it } from 'vitest';
import { isTyped } from '../../functions/spaces/rules/typed-name.ts';

describe('the name that confirms a closure', () => {
  it.each([
    ['Les P’tits Curieux', 'Les P’tits Curieux'],
    ["Les P'tits Curieux", 'Les P’tits Curieux'],
    ['les p’tits curieux', 'Les P’tits Curieux'],
    ['Lille-Sud', 'Lille–Sud'],
    ['E\u0301veil', 'Éveil'],
  ])('is typed as %s', (typed, name) => expect(isTyped(typed, name)).toBe(true));

  it.each([
    ['Les Ptits Curieux', 'Les P’tits Curieux'],
    ['Eveil', 'Éveil'],
    ['Les Amis', 'Les Amis du quai'],
  ])('is not %s', (typed, name) => expect(isTyped(typed, name)).toBe(false));
});
