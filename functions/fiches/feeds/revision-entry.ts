import type { Announcement } from '../../../schemas/publication.ts';
import { html } from '../../shared/html.ts';
import { differenceKey, ficheKey, wholeAddress } from '../pages/addresses.ts';
import { passageSection } from '../pages/difference-page.ts';
import { revisionLabel } from '../pages/history.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import type { AtomEntry } from './atom.ts';
import { entryId, type Place } from './place.ts';

/** What a feed says of a revision: nothing of the person who decided on it. */
export type ToldRevision = Pick<
  StoredRevision,
  'audience' | 'ficheId' | 'revision' | 'title' | 'origin' | 'significance' | 'publishedAt' | 'changeNote' | 'differenceKey'
>;

/** A revision with the passages that a mail shows of it. */
export interface RevisionNews extends Pick<Announcement, 'passages' | 'morePassages'> {
  revision: ToldRevision;
  updatedAt: string;
}

const whatHappened = ({ revision, passages }: RevisionNews) => {
  if (revision.origin === 'removal') return html`<p>Cette fiche n’est plus publiée.</p>`;
  if (revision.significance === 'initial') return html`<p>Première publication de la fiche.</p>`;
  if (passages.length === 0) return html`<p>Aucun passage ne se lit autrement : seule la présentation ou la date a changé.</p>`;
  return html`${passages.map(passageSection)}`;
};

const moreOf = (count: number): string =>
  count === 0 ? '' : count === 1 ? 'Un autre passage a changé.' : `${count} autres passages ont changé.`;

const contentOf = (news: RevisionNews, { site }: Place): string => {
  const { revision, morePassages } = news;
  const compare = wholeAddress(site, differenceKey(revision, revision.revision));
  return html`${revision.changeNote !== null && html`<p>${revision.changeNote}</p>`}${whatHappened(news)}${morePassages > 0 && html`<p>${moreOf(morePassages)}</p>`}<p>${revision.differenceKey !== null && html`<a href="${compare}">Voir tout ce qui a changé</a> – `}<a href="${wholeAddress(site, ficheKey(revision))}">Lire la fiche</a></p>`.toString();
};

/** When readers should look at it again: at its publication, then at the decision that came later. */
export const updatedAtOf = ({ decidedAt, publishedAt }: Pick<StoredRevision, 'decidedAt' | 'publishedAt'>): string =>
  decidedAt ?? publishedAt;

/** The same entry in whatever feed it stands. */
export const revisionEntry = (news: RevisionNews, place: Place): AtomEntry => {
  const { revision, updatedAt } = news;
  const label = revisionLabel(revision);
  const page = revision.differenceKey === null ? ficheKey(revision) : differenceKey(revision, revision.revision);
  return {
    id: entryId(place, revision),
    title: `${revision.title} – ${label}`,
    publishedAt: revision.publishedAt,
    updatedAt,
    page: wholeAddress(place.site, page),
    category: { term: revision.origin === 'removal' ? 'removal' : revision.significance, label },
    content: contentOf(news, place),
  };
};
