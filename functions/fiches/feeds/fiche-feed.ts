import type { Difference } from '../../../schemas/revision.ts';
import { ficheFeedKey, ficheKey, wholeAddress } from '../pages/addresses.ts';
import { announcementOf } from '../rules/announcement.ts';
import { frenchDate } from '../rules/french-date.ts';
import type { StoredFiche } from '../store/fiche-store.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { atomDocument } from './atom.ts';
import { feedId, type Place } from './place.ts';
import { type RevisionNews, revisionEntry, updatedAtOf } from './revision-entry.ts';

export interface ComparedRevision {
  revision: StoredRevision;
  difference: Difference;
}

const newsOf = ({ revision, difference }: ComparedRevision): RevisionNews => {
  const { title, changeNote, urgent } = revision;
  const { passages, morePassages } = announcementOf(
    { fiche: revision, revision: revision.revision, title, changeNote: changeNote ?? '', urgent },
    difference,
  );
  return { revision, passages, morePassages, updatedAt: updatedAtOf(revision) };
};

const subtitleOf = ({ status, publishedAt }: StoredFiche): string =>
  status === 'removed'
    ? `Cette fiche n’est plus publiée depuis le ${frenchDate(publishedAt)}.`
    : 'Toutes les révisions de cette fiche, avec ce qui a changé.';

/** Every revision of a fiche, significant or not, newest first. No hub is told of it: a reader comes and looks. */
export const ficheFeed = (fiche: StoredFiche, compared: ComparedRevision[], place: Place): string =>
  atomDocument({
    id: feedId(place, ficheFeedKey(fiche)),
    title: fiche.status === 'removed' ? `${fiche.title} (fiche retirée)` : fiche.title,
    subtitle: subtitleOf(fiche),
    madeAt: fiche.publishedAt,
    address: wholeAddress(place.site, ficheFeedKey(fiche)),
    page: wholeAddress(place.site, ficheKey(fiche)),
    hub: '',
    site: place.site,
    entries: compared.map((one) => revisionEntry(newsOf(one), place)),
  });
