import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { civilIdentityOf, emailOf, sameIdentity } from '../../functions/identity/rules/federation/claims.ts';
import { askedLevel, hasSecondFactor, isEnough } from '../../functions/identity/rules/federation/levels.ts';
import { authorizationParameters } from '../../functions/identity/rules/federation/request.ts';
import { franceConnect } from '../../local/look-alikes/franceconnect.ts';
import { franceConnectPeople } from '../../local/look-alikes/franceconnect-people.ts';
import { proConnect } from '../../local/look-alikes/proconnect.ts';
import { brokenRules } from '../../local/look-alikes/request-rules.ts';
import { birthDateInWords } from '../../schemas/birth-date.ts';
import { RegisteredBirthDate } from '../../schemas/federation.ts';
import { aCivilIdentity } from '../doubles/civil-identity.ts';
import { camille } from '../doubles/federation-desk.ts';

describe('the identity that FranceConnect tells', () => {
  it('is taken word for word', () => {
    expect(civilIdentityOf(camille)).toEqual(aCivilIdentity());
  });

  test.each(franceConnectPeople.map(({ label, claims }) => [label, claims] as const))('is taken for %s', (_label, claims) => {
    expect(civilIdentityOf(claims)).toMatchObject({ familyName: claims['family_name'], birthDate: claims['birthdate'] });
  });

  it('keeps a birth date as the registers have it, whatever a calendar says', () => {
    const part = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
    const dates = fc.tuple(fc.integer({ min: 1800, max: 2100 }), part(12), part(31)).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(dates, (birthdate) => {
        expect(civilIdentityOf({ ...camille, birthdate })?.birthDate).toBe(birthdate);
        expect(birthDateInWords(birthdate)).not.toMatch(/NaN|undefined|Invalid|\b0\b/);
      }),
    );
  });

  test.each(['1986-8-24', '24/08/1986', '1986-13-01', '1986-08-32', '', '1986', '1986-08-24T00:00:00Z'])(
    'takes no birth date written %s',
    (birthdate) => {
      expect(civilIdentityOf({ ...camille, birthdate })).toBeUndefined();
      expect(RegisteredBirthDate.safeParse(birthdate).success).toBe(false);
    },
  );

  test.each([
    ['an empty birthplace is none', { birthplace: '', birthcountry: '99352' }, { birthCountry: '99352' }],
    ['a name in use is kept', { preferred_username: 'DURAND' }, { usualName: 'DURAND' }],
    ['a name in use that is the name at birth is none', { preferred_username: 'MARTIN' }, {}],
    ['one given name stands where no list is', { given_name_array: undefined }, { givenNames: ['Camille Louise'] }],
    ['a gender that is not told is one of the three', { gender: 'unspecified' }, { gender: 'unspecified' }],
    ['a birthplace of Corsica has a letter', { birthplace: '2A004' }, { birthPlace: '2A004' }],
  ])('%s', (_what, told, kept) => {
    const identity = civilIdentityOf({ ...camille, ...told });
    expect(identity).toMatchObject(kept);
    expect(Object.values(identity ?? {})).not.toContain(undefined);
  });

  test.each([
    ['no name', { family_name: undefined }],
    ['an empty name', { family_name: '' }],
    ['another gender', { gender: 'x' }],
    ['a birthplace in words', { birthplace: 'Paris' }],
    ['a name that is an object', { family_name: { $ne: '' } }],
    ['a name without end', { family_name: 'A'.repeat(201) }],
  ])('is refused with %s', (_what, told) => {
    expect(civilIdentityOf({ ...camille, ...told })).toBeUndefined();
  });

  it('is the same when it is told the same, in whatever order', () => {
    const { birthDate, ...rest } = aCivilIdentity();
    expect(sameIdentity(aCivilIdentity(), { birthDate, ...rest })).toBe(true);
    expect(sameIdentity(aCivilIdentity(), aCivilIdentity({ usualName: 'DURAND' }))).toBe(false);
  });

  test.each([['camille@exemple.fr'], [undefined], ['pas une adresse'], [42]])('has the address %s or none', (email) => {
    expect(emailOf({ email })).toBe(email === 'camille@exemple.fr' ? email : undefined);
  });
});

describe('levels', () => {
  test.each([
    ['franceconnect', 'eidas1', true],
    ['franceconnect', 'eidas3', true],
    ['franceconnect', 'eidas0', false],
    ['franceconnect', 'eidas1-mfa', false],
    ['franceconnect', undefined, false],
    ['proconnect', 'eidas1', true],
    ['proconnect', 'eidas1-mfa', true],
    ['proconnect', 'eidas0-mfa', false],
    ['proconnect', 'eidas', false],
  ] as const)('of %s: %s is enough: %s', (provider, level, enough) => {
    expect(isEnough(provider, level)).toBe(enough);
  });

  it('that are asked for are enough', () => {
    for (const provider of ['franceconnect', 'proconnect'] as const) expect(isEnough(provider, askedLevel(provider))).toBe(true);
  });

  it('tell of a second factor by nothing but what was shown', () => {
    expect([hasSecondFactor(['pwd', 'totp', 'mfa']), hasSecondFactor(['pwd', 'totp']), hasSecondFactor([])]).toEqual([true, false, false]);
  });
});

describe('our own requests', () => {
  test.each([
    ['franceconnect', franceConnect],
    ['proconnect', proConnect],
  ] as const)('break no rule of %s', (provider, { rules, client }) => {
    const text = 'x'.repeat(43);
    const parameters = new URLSearchParams({
      client_id: client.id,
      response_type: 'code',
      redirect_uri: `https://parvis.exemple.fr${client.callback}`,
      ...authorizationParameters(provider, { state: text, nonce: text }),
    });
    expect(brokenRules(rules, parameters)).toEqual([]);
  });
});
