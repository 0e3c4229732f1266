import type { FictitiousPerson } from './look-alike.ts';

const FRANCE = '99100';

/** Invented. They show what real answers hold: people born abroad, a name in use, birth dates of which only the year is known, no address. */
export const franceConnectPeople: readonly FictitiousPerson[] = [
  {
    id: 'camille-martin',
    label: 'Camille Martin',
    remark: 'née le 24 août 1986 à Paris, avec une adresse électronique',
    claims: {
      given_name: 'Camille Louise',
      given_name_array: ['Camille', 'Louise'],
      family_name: 'MARTIN',
      birthdate: '1986-08-24',
      gender: 'female',
      birthplace: '75112',
      birthcountry: FRANCE,
      email: 'camille.martin@exemple.fr',
    },
  },
  {
    id: 'amine-benali',
    label: 'Amine Benali',
    remark: 'né à l’étranger : pays de naissance sans commune',
    claims: {
      given_name: 'Amine',
      given_name_array: ['Amine'],
      family_name: 'BENALI',
      birthdate: '1991-02-03',
      gender: 'male',
      birthplace: '',
      birthcountry: '99352',
      email: 'amine.benali@exemple.fr',
    },
  },
  {
    id: 'rosalie-hoarau',
    label: 'Rosalie Hoarau, d’usage Payet',
    remark: 'avec un nom d’usage et trois prénoms',
    claims: {
      given_name: 'Rosalie Marie-Ange Solène',
      given_name_array: ['Rosalie', 'Marie-Ange', 'Solène'],
      family_name: 'HOARAU',
      preferred_username: 'PAYET',
      birthdate: '1974-12-31',
      gender: 'female',
      birthplace: '97411',
      birthcountry: FRANCE,
      email: 'rosalie.payet@exemple.fr',
    },
  },
  {
    id: 'joseph-toure',
    label: 'Joseph Touré',
    remark: 'né en 1953, sans jour ni mois connus',
    claims: {
      given_name: 'Joseph',
      given_name_array: ['Joseph'],
      family_name: 'TOURÉ',
      birthdate: '1953-00-00',
      gender: 'male',
      birthplace: '',
      birthcountry: '99335',
      email: 'joseph.toure@exemple.fr',
    },
  },
  {
    id: 'claude-le-gall',
    label: 'Claude Le Gall',
    remark: 'sans adresse électronique, né en mai 1948, sans jour connu',
    claims: {
      given_name: 'Claude',
      given_name_array: ['Claude'],
      family_name: 'LE GALL',
      birthdate: '1948-05-00',
      gender: 'unspecified',
      birthplace: '29019',
      birthcountry: FRANCE,
    },
  },
];
