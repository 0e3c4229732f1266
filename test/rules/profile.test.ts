import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBlock, fieldsAfter, lockedFieldsOf, type ProfileBlock, shownBlock } from '../../functions/accounts/rules/profile.ts';
import { birthDateToType, typedBirthDate } from '../../schemas/birth-date.ts';
import { BirthDate, type BlockName, profileBlocks, profileFields } from '../../schemas/profile.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const before = '2020-01-01T00:00:00.000Z';
const linked: ProfileBlock = {
  version: 3,
  linked: true,
  fields: {
    familyName: { value: 'DUBOIS', from: 'france-connect', at: before },
    usualName: { value: 'Martin', from: 'typed', at: before },
    birthDate: { value: '1962-00-00', from: 'france-connect', at: before },
  },
};

const errorsOf = (block: BlockName, fields: Record<string, unknown>): Record<string, string> => {
  const everything = Object.fromEntries(Object.keys(profileFields[block].shape).map((name) => [name, null]));
  const read = profileBlocks[block].save.safeParse({ version: 0, fields: { ...everything, ...fields } });
  return Object.fromEntries((read.error?.issues ?? []).map(({ path, message }) => [path.slice(1).join('.'), message]));
};

describe('a date of birth', () => {
  it.each(['1962-08-24', '1962-08-00', '1962-00-00', '2024-02-29', '1900-12-31'])('may be %s', (date) => {
    expect(BirthDate.parse(date)).toBe(date);
  });

  it.each(['24/08/1962', '1962-8-24', '1962-13-01', '1962-00-12', '2023-02-29', '1800-01-01', '9999-01-01', '1962-08-32', ''])(
    'is not %s',
    (date) => {
      expect(BirthDate.safeParse(date).success).toBe(false);
    },
  );

  it.each([
    ['24/08/1962', '1962-08-24'],
    ['5/3/2015', '2015-03-05'],
    [' 00/00/1953 ', '1953-00-00'],
    ['24.08.1962', '1962-08-24'],
    ['1962-08-24', '1962-08-24'],
    ['24/08/62', '24/08/62'],
    ['août 1962', 'août 1962'],
    ['', ''],
  ])('is typed as people write one: %s', (typed, sent) => {
    expect(typedBirthDate(typed)).toBe(sent);
  });

  it('is any day that there was', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1850-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }), (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(BirthDate.safeParse(date).success).toBe(true);
        expect(typedBirthDate(birthDateToType(date))).toBe(date);
      }),
    );
  });
});

describe('what a person gives of themselves', () => {
  it.each([
    ['identity', { familyName: '   ' }, 'familyName', /vide/],
    ['identity', { familyName: 'a\nb' }, 'familyName', /caractère/],
    ['identity', { familyName: 'x'.repeat(101) }, 'familyName', /100 caractères/],
    ['identity', { birthCountryCode: 'FR' }, 'birthCountryCode', /commence par 99/],
    ['identity', { birthCountryCode: '31555' }, 'birthCountryCode', /commence par 99/],
    ['identity', { birthPlaceCode: '3155' }, 'birthPlaceCode', /cinq caractères/],
    ['identity', { birthPlaceCode: '2C004' }, 'birthPlaceCode', /cinq caractères/],
    ['address', { country: 'ZZ9' }, 'country', /pays/],
    ['address', { country: 'FR', postalCode: '7501' }, 'postalCode', /cinq chiffres/],
    ['contact', { phone: '12' }, 'phone', /numéro/],
    ['contact', { preferredMeans: 'sms' }, 'phone', /Indiquez un numéro/],
    ['contact', { preferredMeans: 'pigeon' }, 'preferredMeans', /Choisissez/],
    ['family', { situation: 'secret' }, 'situation', /liste/],
    ['family', { children: [] }, 'children', /null/],
    ['family', { children: [{ givenNames: 'Zoé', birthDate: '2030' }] }, 'children.0.birthDate', /Écrivez/],
  ] as const)('is refused in French: %s %j', (block, fields, field, words) => {
    expect(errorsOf(block, fields)[field]).toMatch(words);
  });

  it('may be nothing at all', () => {
    for (const block of ['identity', 'address', 'contact', 'family'] as const) expect(errorsOf(block, {})).toEqual({});
  });

  it.each([
    ['01 23.45-67 89', '0123456789'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['+687 27 01 02', '+687270102'],
  ])('keeps the number %s as %s', (written, kept) => {
    expect(profileFields.contact.shape.phone.parse(written)).toBe(kept);
  });

  it('keeps a foreign address as it is written there', () => {
    expect(errorsOf('address', { country: 'GB', postalCode: 'SW1A 1AA', city: 'London' })).toEqual({});
  });
});

describe('a change of a block', () => {
  const given = { familyName: 'DUBOIS', usualName: 'Petit', birthDate: '1962-00-00', givenNames: 'Angela' };

  it('keeps where a value comes from as long as it is the same, and says that a new one was typed', () => {
    expect(fieldsAfter(linked, given, at)).toEqual({
      ...linked.fields,
      usualName: { value: 'Petit', from: 'typed', at: at.toISOString() },
      givenNames: { value: 'Angela', from: 'typed', at: at.toISOString() },
    });
  });

  it('takes away what is null', () => {
    expect(fieldsAfter(linked, { ...given, usualName: null }, at)).not.toHaveProperty('usualName');
  });

  it('touches nothing that FranceConnect vouches for', () => {
    expect(lockedFieldsOf(linked, given)).toEqual([]);
    expect(lockedFieldsOf(linked, { ...given, familyName: 'DUPONT', birthDate: null })).toEqual(['familyName', 'birthDate']);
  });

  it('touches it once the account is not linked any more', () => {
    expect(lockedFieldsOf({ ...linked, linked: false }, { familyName: 'DUPONT' })).toEqual([]);
  });
});

describe('a block as it is read', () => {
  it('shows every field, null where nothing is kept, and fits its schema', () => {
    for (const block of ['identity', 'address', 'contact', 'family'] as const) {
      const shown = profileBlocks[block].read.parse(shownBlock(block, emptyBlock));
      expect(Object.values(shown.fields).every((field) => field === null)).toBe(true);
      expect(Object.keys(shown.fields)).toEqual(Object.keys(profileFields[block].shape));
    }
  });

  it('says what is locked', () => {
    const { fields } = shownBlock('identity', linked);
    expect([fields.familyName?.locked, fields.usualName?.locked, fields.givenNames]).toEqual([true, false, null]);
  });
});
