import type { FicheRef } from '../../schemas/fiche.ts';
import { ATOM_TYPE, LATEST } from './feeds/atom.ts';
import { ficheFeed } from './feeds/fiche-feed.ts';
import { differenceKey, ficheFeedKey, ficheKey, revisionsKey } from './pages/addresses.ts';
import { differencePage } from './pages/difference-page.ts';
import { fichePage } from './pages/fiche-page.ts';
import { NAMED_REVISIONS } from './pages/history.ts';
import { removedPage } from './pages/removed-page.ts';
import { revisionsPage } from './pages/revisions-page.ts';
import type { FicheStore, StoredFiche } from './store/fiche-store.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { RevisionReader, RevisionRef, StoredRevision } from './store/revision-store.ts';
import { writeCurrent } from './write-current.ts';

export interface PageRenderer {
  store: Pick<FicheStore, 'find' | 'readContent'>;
  revisions: RevisionReader;
  bucket: ObjectStore;
  /** The site's address, with its scheme. */
  site: string;
  /** Who names the entries of feeds. */
  authority: string;
}

/** What pages and feed of a fiche are made of; its revisions are all of them, newest first. */
interface FicheState {
  fiche: StoredFiche;
  revisions: StoredRevision[];
}

const HTML_PAGE = 'text/html; charset=utf-8';
const CACHE = 'public, max-age=60';
const PAGE_OF_REVISIONS = 100;

const readState = async ({ store, revisions }: PageRenderer, ref: FicheRef): Promise<FicheState | undefined> => {
  const fiche = await store.find(ref);
  if (!fiche) return undefined;
  const all: StoredRevision[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await revisions.listRevisions(ref, { limit: PAGE_OF_REVISIONS, cursor });
    all.push(...items);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return { fiche, revisions: all };
};

const renderFiche = async ({ store, site }: PageRenderer, { fiche, revisions }: FicheState): Promise<string> =>
  fiche.status === 'removed'
    ? removedPage({ fiche, revisions })
    : fichePage({ fiche, content: await store.readContent(fiche.contentKey), revisions, site });

const renderFeed = async ({ revisions: reader, site, authority }: PageRenderer, { fiche, revisions }: FicheState): Promise<string> => {
  const latest = revisions.slice(0, LATEST);
  const compared = await Promise.all(latest.map(async (revision) => ({ revision, difference: await reader.readDifference(revision) })));
  return ficheFeed(fiche, compared, { site, authority });
};

const writeFiche = async (renderer: PageRenderer, state: FicheState): Promise<void> => {
  const { bucket, site } = renderer;
  const { fiche, revisions } = state;
  await bucket.write(ficheKey(fiche), { body: await renderFiche(renderer, state), type: HTML_PAGE, cache: CACHE });
  await bucket.write(ficheFeedKey(fiche), { body: await renderFeed(renderer, state), type: ATOM_TYPE, cache: CACHE });
  if (revisions.length > NAMED_REVISIONS)
    await bucket.write(revisionsKey(fiche), { body: revisionsPage(fiche, revisions, site), type: HTML_PAGE, cache: CACHE });
};

const writeDifference = async ({ revisions, bucket, site }: PageRenderer, ref: RevisionRef): Promise<void> => {
  const revision = await revisions.findRevision(ref);
  if (!revision || (revision.differenceKey === null && revision.origin !== 'removal')) return;
  const body = differencePage({ revision, difference: await revisions.readDifference(revision), site });
  await bucket.write(differenceKey(ref, ref.revision), { body, type: HTML_PAGE, cache: CACHE });
};

/** Pages and feed are made from what is stored now, whatever the event says: a late or repeated one brings nothing old back. */
export const renderRevisedFiche =
  (renderer: PageRenderer) =>
  async ({ audience, ficheId, revision }: RevisionRef): Promise<void> => {
    await writeDifference(renderer, { audience, ficheId, revision });
    await writeCurrent(
      () => readState(renderer, { audience, ficheId }),
      async (state) => {
        if (state) await writeFiche(renderer, state);
      },
    );
  };
