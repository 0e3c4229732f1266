import { type Html, html } from '../../page.ts';
import type { MailFate } from './fates.ts';
import type { Mail } from './mail.ts';

const fates: Record<MailFate, string> = {
  delivered: 'Remis',
  bounced: 'Adresse en erreur',
  suppressed: 'Adresse écartée',
  'soft-bounced': 'Boîte pleine',
  answered: 'Remis, réponse automatique reçue',
  delayed: 'Remis avec retard',
  complained: 'Signalé comme indésirable',
  rejected: 'Refusé',
};

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
const time = ({ at }: Mail): Html => html`<time datetime="${at}">${moment.format(new Date(at))}</time>`;

export const addressOf = ({ id }: Mail): string => `/mailbox/messages/${id}`;

const count = (total: number): string =>
  total === 0 ? 'Aucun courriel' : total === 1 ? '1 courriel' : `${total.toLocaleString('fr-FR')} courriels`;

const line = (mail: Mail): Html => html`<li class="card">
<a class="subject" href="${addressOf(mail)}">${mail.subject || '(sans objet)'}</a>
<p class="meta">à ${mail.to.join(', ') || '(personne)'} · ${time(mail)} · <span class="tag">${fates[mail.fate]}</span></p>
</li>`;

export interface Listing {
  to: string;
  total: number;
  /** The latest, oldest first. */
  mails: Mail[];
}

export const listPage = ({ to, total, mails }: Listing): Html => html`<h1>Courriels envoyés</h1>
<p>Rien ne quitte cette machine : chaque courriel envoyé par Parvis est gardé ici.</p>
<form role="search" action="/mailbox"><label>Destinataire <input type="email" name="to" value="${to}" autocomplete="off"></label><button>Filtrer</button></form>
<p role="status">${count(total)}${to ? ` pour ${to}` : ''}${mails.length < total ? `, dont les ${mails.length} derniers` : ''}.${to ? html` <a href="/mailbox">Tout afficher</a>` : ''}</p>
${mails.length > 0 ? html`<ul class="cards">${mails.toReversed().map(line)}</ul>` : html`<p class="card">Abonnez une personne à une fiche, puis publiez une modification significative : son courriel arrivera ici.</p>`}`;

const term = (name: string, value: string | Html): Html => html`<dt>${name}</dt><dd>${value}</dd>`;

const details = (title: string, content: Html): Html => html`<details class="card"><summary>${title}</summary>${content}</details>`;

const attachments = (mail: Mail): Html =>
  html`<section class="card"><h2>Pièces jointes</h2><ul>${mail.attachments.map(
    ({ name, type, content }, rank) =>
      html`<li><a href="${addressOf(mail)}/attachments/${rank}" download="${name}">${name}</a> <span class="meta">${type}, ${Math.ceil((content.length * 3) / 4 / 1024)} Ko</span></li>`,
  )}</ul></section>`;

export const mailPage = (mail: Mail): Html => html`<p><a href="/mailbox">Tous les courriels</a></p>
<h1>${mail.subject || '(sans objet)'}</h1>
<dl class="card">
${term('De', mail.from)}
${term('À', html`<a href="/mailbox?to=${encodeURIComponent(mail.to[0] ?? '')}">${mail.to.join(', ')}</a>`)}
${mail.cc.length > 0 ? term('Copie', mail.cc.join(', ')) : ''}
${mail.bcc.length > 0 ? term('Copie cachée', mail.bcc.join(', ')) : ''}
${mail.replyTo.length > 0 ? term('Répondre à', mail.replyTo.join(', ')) : ''}
${term('Envoyé', time(mail))}
${term('Suite', fates[mail.fate])}
</dl>
${mail.attachments.length > 0 ? attachments(mail) : ''}
${mail.html === undefined ? '' : html`<h2>Version HTML</h2><iframe title="Courriel en HTML" src="${addressOf(mail)}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`}
${mail.text === undefined ? '' : html`<h2>Version texte</h2><div class="card"><pre>${mail.text}</pre></div>`}
${details('En-têtes', html`<dl>${Object.entries(mail.headers).map(([name, value]) => term(name, value))}</dl>`)}
${details('Étiquettes de suivi', html`<dl>${Object.entries(mail.tags).map(([name, values]) => term(name, values.join(', ')))}</dl>`)}`;
