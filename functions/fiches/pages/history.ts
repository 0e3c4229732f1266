import type { FicheRef } from '../../../schemas/fiche.ts';
import type { Revision } from '../../../schemas/revision.ts';
import { type Html, html } from '../../shared/html.ts';
import { frenchDate } from '../rules/french-date.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { addressOf, differenceKey, ficheFeedKey, revisionsKey } from './addresses.ts';
import { feedLink } from './feed-link.ts';

/** Revisions that the page of a fiche names; a fiche that has more has a page of them all. */
export const NAMED_REVISIONS = 20;

const labels: Record<Revision['significance'], string> = {
  initial: 'Première publication',
  significant: 'Modification significative',
  minor: 'Modification mineure',
  undecided: 'Mise à jour',
};

/** What a revision was, in a few words. */
export const revisionLabel = ({
  origin,
  significance,
  urgent = false,
}: Pick<Revision, 'origin' | 'significance'> & Partial<Pick<Revision, 'urgent'>>): string =>
  `${origin === 'removal' ? 'Retrait de la fiche' : labels[significance]}${urgent ? ' (urgent)' : ''}`;

const entry = (revision: StoredRevision): Html => html`<li>
<p><time datetime="${revision.publishedAt}">${frenchDate(revision.publishedAt)}</time> : ${revisionLabel(revision)}.${
  revision.differenceKey === null
    ? ''
    : html` <a href="${addressOf(differenceKey(revision, revision.revision))}">Voir ce qui a changé<span class="visually-hidden"> à la révision ${revision.revision}</span></a>`
}</p>
${revision.changeNote === null ? '' : html`<p class="note">${revision.changeNote}</p>`}</li>
`;

export const historyList = (revisions: StoredRevision[]): Html => html`<ul class="history">${revisions.map(entry)}</ul>`;

const allOf = (ref: FicheRef, count: number): Html =>
  html`<p><a href="${addressOf(revisionsKey(ref))}">Voir les ${count} révisions de cette fiche</a></p>`;

/** The latest of all these revisions (newest first), and where to find the others and those to come. */
export const history = (ref: FicheRef, revisions: StoredRevision[]): Html =>
  html`<section class="after" aria-labelledby="historique"><h2 id="historique">Historique des révisions</h2>${historyList(revisions.slice(0, NAMED_REVISIONS))}${
    revisions.length > NAMED_REVISIONS ? allOf(ref, revisions.length) : ''
  }${feedLink(ficheFeedKey(ref), 'des révisions de cette fiche')}</section>`;
