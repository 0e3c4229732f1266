import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { administers, invitationEnd, isFound, isStaff, keptPlace, placeInWords, ringChange } from '../../functions/identity/rules/staff.ts';
import { type Account, AccountStatus, Role, Service } from '../../schemas/account.ts';
import { StaffPlace } from '../../schemas/staff.ts';
import { anAccount } from '../doubles/accounts.ts';

const civil = Service.parse('etat-civil');
const anyPlace = fc.record({ role: fc.constantFrom(...Role.options), status: fc.constantFrom(...AccountStatus.options) });

describe('a place', () => {
  it.each([
    [{ role: 'agent', service: 'etat-civil' }, true],
    [{ role: 'agent' }, false],
    [{ role: 'agent', service: 'État civil' }, false],
    [{ role: 'editor' }, true],
    [{ role: 'administrator' }, true],
    [{ role: 'citizen' }, false],
  ])('%j is one: %s', (place, is) => {
    expect(StaffPlace.safeParse(place).success).toBe(is);
  });

  it('has a service for agents alone', () => {
    expect(keptPlace({ role: 'agent', service: civil })).toEqual({ role: 'agent', service: civil });
    expect(keptPlace(StaffPlace.parse({ role: 'editor', service: civil }))).toEqual({ role: 'editor' });
  });

  it.each<[Pick<Account, 'role' | 'service'>, string]>([
    [{ role: 'agent', service: civil }, 'agent du service etat-civil'],
    [{ role: 'editor' }, 'éditeur'],
    [{ role: 'administrator' }, 'administrateur'],
  ])('%j is said as %s', (place, words) => {
    expect(placeInWords(place)).toBe(words);
  });

  it('is of everybody but citizens', () => {
    expect(Role.options.filter((role) => isStaff({ role }))).toEqual(['agent', 'editor', 'administrator']);
  });
});

describe('the ring of those who can act as administrators', () => {
  it.each<[string, Pick<Account, 'role' | 'status'>, Pick<Account, 'role' | 'status'>, string | undefined]>([
    ['suspending an administrator', { role: 'administrator', status: 'active' }, { role: 'administrator', status: 'suspended' }, 'leaves'],
    ['reinstating one', { role: 'administrator', status: 'suspended' }, { role: 'administrator', status: 'active' }, 'joins'],
    ['making one an editor', { role: 'administrator', status: 'active' }, { role: 'editor', status: 'active' }, 'leaves'],
    ['making an editor one', { role: 'editor', status: 'active' }, { role: 'administrator', status: 'active' }, 'joins'],
    ['making a suspended editor one', { role: 'editor', status: 'suspended' }, { role: 'administrator', status: 'suspended' }, undefined],
    ['suspending an agent', { role: 'agent', status: 'active' }, { role: 'agent', status: 'suspended' }, undefined],
    ['suspending one twice', { role: 'administrator', status: 'suspended' }, { role: 'administrator', status: 'suspended' }, undefined],
  ])('%s: %j to %j', (_what, before, after, change) => {
    expect(ringChange(before, after)).toBe(change);
  });

  it('after any changes holds exactly those who can', () => {
    fc.assert(
      fc.property(fc.array(anyPlace, { minLength: 1 }), (steps) => {
        let inside = false;
        let before: Pick<Account, 'role' | 'status'> = { role: 'citizen', status: 'active' };
        for (const after of steps) {
          const change = ringChange(before, after);
          if (change === 'joins') expect(inside).toBe(false);
          if (change === 'leaves') expect(inside).toBe(true);
          inside = change === undefined ? inside : change === 'joins';
          before = after;
        }
        expect(inside).toBe(administers(before));
      }),
    );
  });
});

describe('looking for somebody', () => {
  const nadia = { ...anAccount({ email: 'Nadia.Petit@ville.exemple', role: 'agent' }), service: civil };
  it.each([
    [{}, true],
    [{ q: 'petit' }, true],
    [{ q: 'PETIT@ville' }, true],
    [{ q: 'grand' }, false],
    [{ role: 'agent' as const, service: civil }, true],
    [{ role: 'editor' as const }, false],
    [{ service: Service.parse('urbanisme') }, false],
  ])('by %j finds an agent of etat-civil: %s', (search, is) => {
    expect(isFound(nadia, search)).toBe(is);
  });
});

it('an invitation lasts fourteen days', () => {
  expect(invitationEnd(new Date('2026-11-30T08:00:00.000Z')).toISOString()).toBe('2026-12-14T08:00:00.000Z');
});
