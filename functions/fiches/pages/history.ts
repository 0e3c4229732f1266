import type { Revision } from '../../../schemas/revision.ts';
import { type Html, html } from '../../shared/html.ts';
import { frenchDate } from '../rules/french-date.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { addressOf, differenceKey } from './addresses.ts';

const labels: Record<Revision['significance'], string> = {
  initial: 'Première publication',
  significant: 'Modification significative',
  minor: 'Modification mineure',
  undecided: 'Mise à jour',
};

/** What a revision was, in a few words. */
export const revisionLabel = ({ origin, significance }: Pick<Revision, 'origin' | 'significance'>): string =>
  origin === 'removal' ? 'Retrait de la fiche' : labels[significance];

const entry = (revision: StoredRevision): Html => html`<li>
<p><time datetime="${revision.publishedAt}">${frenchDate(revision.publishedAt)}</time> : ${revisionLabel(revision)}.${
  revision.differenceKey === null
    ? ''
    : html` <a href="${addressOf(differenceKey(revision, revision.revision))}">Voir ce qui a changé<span class="visually-hidden"> à la révision ${revision.revision}</span></a>`
}</p>
${revision.changeNote === null ? '' : html`<p class="note">${revision.changeNote}</p>`}</li>
`;

/** The latest revisions, newest first. */
export const history = (revisions: StoredRevision[]): Html =>
  html`<section class="after" aria-labelledby="historique"><h2 id="historique">Historique des révisions</h2><ul class="history">${revisions.map(entry)}</ul></section>`;
