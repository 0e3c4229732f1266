import type { Role } from '../../schemas/account.ts';
import { type Html, html } from '../page.ts';
import type { KnownPerson } from './people.ts';

const roles: Record<Role, string> = {
  citizen: 'Citoyen ou citoyenne',
  agent: 'Agent ou agente',
  editor: 'Éditeur ou éditrice',
  administrator: 'Administrateur ou administratrice',
};

const person = ({ name, email, role, accountId, token }: KnownPerson & { token: string }): Html => html`<li class="card">
<h2 class="subject">${name} <span class="tag">${roles[role]}</span></h2>
<dl><dt>Adresse</dt><dd><a href="/mailbox?to=${encodeURIComponent(email)}">${email}</a></dd><dt>Compte</dt><dd>${accountId}</dd></dl>
<details><summary>Jeton d’accès</summary><label>À coller après « Authorization: Bearer »
<textarea readonly rows="6" spellcheck="false">${token}</textarea></label></details>
</li>`;

/** Tokens are good for `hours`. */
export const issuerPage = (people: (KnownPerson & { token: string })[], hours: number): Html => html`<h1>Comptes et jetons</h1>
<p>Sur cette machine, personne ne se connecte : un jeton suffit pour appeler l’API au nom de quelqu’un. Ceux de cette page valent ${hours} heures.</p>
${people.length > 0 ? html`<ul class="cards">${people.map(person)}</ul>` : html`<p class="card">Aucun compte n’est encore ouvert.</p>`}`;
