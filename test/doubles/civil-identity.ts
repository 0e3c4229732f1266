import type { CivilIdentity } from '../../schemas/federation.ts';

/** Who FranceConnect says that somebody is. */
export const aCivilIdentity = (changes: Partial<CivilIdentity> = {}): CivilIdentity => ({
  givenNames: ['Camille', 'Louise'],
  familyName: 'MARTIN',
  birthDate: '1986-08-24',
  gender: 'female',
  birthPlace: '75112',
  birthCountry: '99100',
  ...changes,
});
