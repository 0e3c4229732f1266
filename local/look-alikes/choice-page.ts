import { type Html, html } from '../page.ts';
import type { FictitiousPerson, LookAlike } from './look-alike.ts';

const choice = ({ ways }: LookAlike, { id, label, remark }: FictitiousPerson): Html => html`<li class="card">
<h2 class="subject">${label}</h2>
<p class="meta">${remark}</p>
<form method="post">
<input type="hidden" name="person" value="${id}">
${ways.map((way) => html`<button type="submit" name="way" value="${way.value}" aria-label="${label} : ${way.label}">${way.label}</button>`)}
</form>
</li>`;

/** Everybody whom the look-alike knows, and the way back. */
export const choicePage = (lookAlike: LookAlike): Html => html`<h1>${lookAlike.name}</h1>
${lookAlike.introduction}
<ul class="cards">${lookAlike.people.map((person) => choice(lookAlike, person))}</ul>
<form method="post"><button type="submit" name="way" value="cancel">Annuler et revenir à Parvis</button></form>`;

/** What the real service answers with the same code, and says less clearly. */
export const refusedPage = ({ name }: LookAlike, broken: readonly string[]): Html => html`<h1>${name} refuse cette demande</h1>
<p>Code Y000400 : la demande ne respecte pas les règles du service.</p>
<ul>${broken.map((rule) => html`<li>${rule}</li>`)}</ul>`;

/** The service ends its session only when the person says so. */
export const logoutPage = ({ name }: LookAlike, form: Html): Html => html`<h1>Se déconnecter de ${name} ?</h1>
${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Me déconnecter</button>
<button type="submit" form="op.logoutForm">Rester connecté</button></p>`;

export const troublePage = ({ name }: LookAlike, what: string): Html => html`<h1>${name} : erreur</h1>
<p>${what}</p>`;
