import type { BlockName } from '../../../../schemas/profile.ts';

/** How one field of the profile is asked for. */
export interface ProfileControl {
  name: string;
  label: string;
  hint?: string;
  autocomplete?: string;
  type?: 'text' | 'tel';
  short?: true;
  /** A choice among a few; without it, text. */
  options?: readonly (readonly [value: string, label: string])[];
}

const NOT_SAID = ['', 'Non renseigné'] as const;

/** The fields of each block that are one line or one choice, in the order in which people give them. */
export const profileControls: Record<BlockName, ProfileControl[]> = {
  identity: [
    {
      name: 'gender',
      label: 'Civilité',
      options: [NOT_SAID, ['female', 'Madame'], ['male', 'Monsieur'], ['unspecified', 'Sans précision']],
    },
    { name: 'familyName', label: 'Nom de naissance', autocomplete: 'family-name' },
    { name: 'usualName', label: 'Nom d’usage' },
    { name: 'givenNames', label: 'Prénoms', autocomplete: 'given-name' },
    {
      name: 'birthDate',
      label: 'Date de naissance',
      hint: 'Jour, mois et année, par exemple 24/08/1962. Écrivez 00 pour un jour ou un mois inconnu.',
      autocomplete: 'bday',
      short: true,
    },
    { name: 'birthPlace', label: 'Lieu de naissance', hint: 'La commune, et le pays si ce n’est pas la France.' },
    {
      name: 'birthPlaceCode',
      label: 'Code INSEE de la commune de naissance',
      hint: 'Cinq caractères, par exemple 31555 pour Toulouse : ce n’est pas toujours le code postal. Laissez vide si vous êtes né ou née à l’étranger.',
      short: true,
    },
    {
      name: 'birthCountryCode',
      label: 'Code INSEE du pays de naissance',
      hint: 'Cinq chiffres qui commencent par 99, par exemple 99100 pour la France et 99134 pour l’Espagne.',
      short: true,
    },
  ],
  address: [
    { name: 'street', label: 'Numéro et rue', autocomplete: 'address-line1' },
    { name: 'complement', label: 'Complément', hint: 'Bâtiment, étage, appartement…', autocomplete: 'address-line2' },
    { name: 'postalCode', label: 'Code postal', autocomplete: 'postal-code', short: true },
    { name: 'city', label: 'Ville', autocomplete: 'address-level2' },
    { name: 'country', label: 'Pays', hint: 'Code à deux lettres, par exemple FR.', autocomplete: 'country', short: true },
  ],
  contact: [
    { name: 'phone', label: 'Téléphone', type: 'tel', autocomplete: 'tel', short: true },
    {
      name: 'preferredMeans',
      label: 'Moyen de contact préféré',
      options: [NOT_SAID, ['email', 'Courriel'], ['phone', 'Téléphone'], ['sms', 'SMS'], ['letter', 'Courrier postal']],
    },
  ],
  family: [
    {
      name: 'situation',
      label: 'Situation',
      options: [
        NOT_SAID,
        ['single', 'Célibataire'],
        ['cohabiting', 'En concubinage'],
        ['civil-partnership', 'Pacs'],
        ['married', 'Marié ou mariée'],
        ['separated', 'Séparé ou séparée'],
        ['divorced', 'Divorcé ou divorcée'],
        ['widowed', 'Veuf ou veuve'],
      ],
    },
  ],
};
