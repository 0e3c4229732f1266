import type { Mount } from '../../emulator.ts';
import { type Html, html, writeNotFound, writePage } from '../../page.ts';
import type { Text, TextStore } from './text-store.ts';

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });

const MOST_LINES = 200;

/** Links are for following, as on a phone; everything else of an SMS is plain text. */
const withLinks = (text: string): (string | Html)[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((piece, at) => (at % 2 === 1 ? html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>` : piece));

const line = ({ at, to, sender, text }: Text): Html => html`<li class="card">
<p class="meta"><strong>${sender}</strong> à <a href="/mailbox/sms?to=${encodeURIComponent(to)}">${to}</a> · <time datetime="${at}">${moment.format(new Date(at))}</time></p>
<p class="text">${withLinks(text)}</p>
</li>`;

const count = (total: number): string => (total === 0 ? 'Aucun SMS' : total === 1 ? '1 SMS' : `${total.toLocaleString('fr-FR')} SMS`);

const listPage = (to: string | undefined, texts: Text[]): Html => html`<h1>SMS envoyés</h1>
<p>Rien ne quitte cette machine : chaque SMS envoyé par Parvis est gardé ici.</p>
<form role="search" action="/mailbox/sms"><label>Numéro <input type="tel" name="to" value="${to ?? ''}" placeholder="+33612345678" autocomplete="off"></label><button>Filtrer</button></form>
<p role="status">${count(texts.length)}${to ? ` pour ${to}` : ''}${texts.length > MOST_LINES ? `, dont les ${MOST_LINES} derniers` : ''}.${to ? html` <a href="/mailbox/sms">Tout afficher</a>` : ''}</p>
${texts.length > 0 ? html`<ul class="cards">${texts.slice(-MOST_LINES).toReversed().map(line)}</ul>` : html`<p class="card">Donnez un numéro de téléphone à votre compte : le code qui le vérifie arrivera ici.</p>`}`;

/** `+` is a space in a query that was typed by hand. */
const numberIn = (text: string | null): string | undefined => text?.replace(/^ /, '+').replaceAll(' ', '') || undefined;

/** The SMS at `/mailbox/sms`: a page for people, `/mailbox/sms/messages.json` for programs, oldest first. */
export const textsMount = (store: TextStore): Mount => ({
  prefix: '/mailbox/sms',
  handle(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox');
    const to = numberIn(searchParams.get('to'));
    const page = pathname.split('/')[3];
    if (request.method !== 'GET') return writeNotFound(response);
    if (!page) return writePage(response, { title: 'SMS', main: listPage(to, store.list({ to })) });
    if (page !== 'messages.json') return writeNotFound(response);
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
      .end(JSON.stringify(store.list({ to })));
  },
});
