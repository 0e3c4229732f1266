import { birthDateInWords } from '../../../../schemas/birth-date.ts';
import type { CivilIdentity } from '../../../../schemas/federation.ts';
import { type Html, html } from '../../../shared/html.ts';

const genders = { female: 'féminin', male: 'masculin', unspecified: 'non précisé' } as const;

/** An identity as its owner reads it. */
export const identityList = ({ givenNames, familyName, usualName, birthDate, gender }: CivilIdentity): Html => html`<dl class="facts">
<dt>Nom de naissance</dt><dd>${familyName}</dd>
${usualName && html`<dt>Nom d’usage</dt><dd>${usualName}</dd>`}
<dt>Prénoms</dt><dd>${givenNames.join(', ')}</dd>
<dt>Naissance</dt><dd>${birthDateInWords(birthDate)}</dd>
<dt>Sexe</dt><dd>${genders[gender]}</dd>
</dl>`;
