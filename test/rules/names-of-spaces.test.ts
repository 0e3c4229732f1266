import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberIdOf } from '../../functions/shared/member-id.ts';
import { maskedAddress } from '../../functions/spaces/rules/masked-address.ts';
import { membersNamedIn, toldAction } from '../../functions/spaces/rules/told-action.ts';
import { AccountId } from '../../schemas/account.ts';
import { AssociationNumber, MemberName, SpaceName } from '../../schemas/space.ts';
import { type ActionKind, actionKinds } from '../../schemas/space-action.ts';

const messageOf = (result: { error?: { issues: { message: string }[] } }) => result.error?.issues[0]?.message;

describe('the number of an association', () => {
  it.each([
    ['W751234567', 'W751234567'],
    ['w2a1 001 234', 'W2A1001234'],
    ['732 829 320', '732829320'],
    ['732.829.320', '732829320'],
  ])('%s is %s', (typed, kept) => {
    expect(AssociationNumber.parse(typed)).toBe(kept);
  });

  it.each([
    ['732829321', /erreur/],
    ['73282932', /9 chiffres/],
    ['W75123456', /9 chiffres/],
    ['', /9 chiffres/],
    ['FR732829320', /9 chiffres/],
  ])('%s is refused, with what to mend', (typed, message) => {
    expect(messageOf(AssociationNumber.safeParse(typed))).toMatch(message);
  });

  it('is refused after any one digit of a SIREN number is changed', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = Array.from('732829320');
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(AssociationNumber.safeParse(digits.join('')).success).toBe(false);
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['  Les   Amis\tdu quai ', 'Les Amis du quai'],
    ['Club 🎣', 'Club 🎣'],
    ['Familles 👩🏽\u200d👧 ❤\ufe0f\u200d🔥', 'Familles 👩🏽\u200d👧 ❤\ufe0f\u200d🔥'],
    ['L’e\u0301cole', 'L’école'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(SpaceName.parse(typed)).toBe(kept);
  });

  it.each([
    '',
    '   ',
    'Club\u202egnp',
    'Cl\u200dub',
    '👧\u200d',
    'Club\u0000',
    'Gagnez sur https://piege.example',
    'www.piege.example',
    'a'.repeat(121),
  ])('%j is refused', (typed) => {
    expect(SpaceName.safeParse(typed).success).toBe(false);
  });

  it('of members are shorter', () => {
    expect(MemberName.safeParse('a'.repeat(80)).success).toBe(true);
    expect(MemberName.safeParse('a'.repeat(81)).success).toBe(false);
  });
});

describe('an address in the feed', () => {
  it.each([
    ['camille.martin@exemple.fr', 'c…@exemple.fr'],
    ['é@exemple.fr', 'é…@exemple.fr'],
    ['"a@b"@exemple.fr', '"…@exemple.fr'],
  ])('%s is told as %s', (address, told) => {
    expect(maskedAddress(address)).toBe(told);
  });
});

describe('who somebody is in a space', () => {
  it('is the same there and another in each other, and is not the account', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), (account, one, other) => {
        fc.pre(one !== other);
        const id = AccountId.parse(account);
        expect(memberIdOf(one, id)).toBe(memberIdOf(one, id));
        expect(memberIdOf(one, id)).not.toBe(memberIdOf(other, id));
        expect(memberIdOf(one, id)).not.toContain(account.slice(0, 8));
      }),
    );
  });
});

describe('a line of the feed', () => {
  const you = memberIdOf('11111111-1111-4111-8111-111111111111', AccountId.parse('11111111-1111-4111-8111-111111111112'));
  const other = memberIdOf('11111111-1111-4111-8111-111111111111', AccountId.parse('11111111-1111-4111-8111-111111111113'));
  const action = { id: '22222222-2222-4222-8222-222222222222', at: '2026-05-01T08:00:00.000Z', actor: 'member' as const, memberId: you };

  it.each(Object.keys(actionKinds) as ActionKind[])('%s is a sentence without holes', (kind) => {
    const names = new Map([
      [you, 'Ada'],
      [other, 'Bo'],
    ]);
    const { text } = toldAction({ ...action, kind, objectName: 'Statuts $& $1', aboutMemberId: other }, { you, names });
    expect(text).not.toMatch(/[{}]/);
    expect(text.replace('Statuts $& $1', '').length).toBeGreaterThan(8);
    if (actionKinds[kind].includes('{object}')) expect(text).toContain('Statuts $& $1');
  });

  it('names whoever is gone for good a former member, and says “you” where nobody has a name', () => {
    const names = new Map();
    const told = toldAction({ ...action, kind: 'member.removed', aboutMemberId: other, reason: 'Départ' }, { you, names });
    expect(told).toMatchObject({ by: { name: 'Vous', you: true }, text: 'avez retiré un ancien membre de l’espace', reason: 'Départ' });
    expect(
      membersNamedIn([
        { ...action, kind: 'member.removed', aboutMemberId: other },
        { ...action, kind: 'member.left' },
      ]),
    ).toEqual([you, other]);
  });

  it('names a service as it was called, and Parvis where nobody acted', () => {
    const names = new Map();
    const by = (parts: object) =>
      toldAction({ id: action.id, at: action.at, kind: 'document.deposited', actor: 'parvis', ...parts }, { you, names }).by;
    expect(by({ actor: 'service', actorName: 'Mairie de Lyon' })).toEqual({
      type: 'service',
      memberId: null,
      name: 'Mairie de Lyon',
      you: false,
    });
    expect(by({})).toMatchObject({ type: 'parvis', name: 'Parvis' });
  });
});
