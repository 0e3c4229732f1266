import type { CivilIdentity } from '../../../../schemas/federation.ts';
import { type Html, html } from '../../../shared/html.ts';

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

const genders = { female: 'féminin', male: 'masculin', unspecified: 'non précisé' } as const;

/** What is known of a birth date is said, and nothing more: `1953-00-00` is a year. */
export const birthDateInWords = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const named = MONTHS[Number(month) - 1];
  if (!named) return year;
  if (day === '00') return `${named} ${year}`;
  return `${Number(day) === 1 ? '1er' : Number(day)} ${named} ${year}`;
};

/** An identity as its owner reads it. */
export const identityList = ({ givenNames, familyName, usualName, birthDate, gender }: CivilIdentity): Html => html`<dl class="facts">
<dt>Nom de naissance</dt><dd>${familyName}</dd>
${usualName && html`<dt>Nom d’usage</dt><dd>${usualName}</dd>`}
<dt>Prénoms</dt><dd>${givenNames.join(', ')}</dd>
<dt>Naissance</dt><dd>${birthDateInWords(birthDate)}</dd>
<dt>Sexe</dt><dd>${genders[gender]}</dd>
</dl>`;
