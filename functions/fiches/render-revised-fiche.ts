import type { FicheRef } from '../../schemas/fiche.ts';
import { differenceKey, ficheKey } from './pages/addresses.ts';
import { differencePage } from './pages/difference-page.ts';
import { fichePage } from './pages/fiche-page.ts';
import { removedPage } from './pages/removed-page.ts';
import type { FicheStore, StoredFiche } from './store/fiche-store.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { RevisionReader, RevisionRef } from './store/revision-store.ts';

export interface PageRenderer {
  store: Pick<FicheStore, 'find' | 'readContent'>;
  revisions: RevisionReader;
  bucket: ObjectStore;
  /** The site's address, with its scheme. */
  site: string;
}

const HTML_PAGE = 'text/html; charset=utf-8';
const CACHE = 'public, max-age=60';
/** Revisions that a page names. */
const HISTORY = 20;
const ATTEMPTS = 5;

const renderFiche = async ({ store, revisions, site }: PageRenderer, fiche: StoredFiche): Promise<string> => {
  const { items } = await revisions.listRevisions(fiche, { limit: HISTORY });
  if (fiche.status === 'removed') return removedPage({ fiche, revisions: items });
  return fichePage({ fiche, content: await store.readContent(fiche.contentKey), revisions: items, site });
};

/** Of two renderings at once, the one that read the older state sees that it did, and renders again: it never has the last word. */
const writeCurrent = async (renderer: PageRenderer, ref: FicheRef): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const fiche = await renderer.store.find(ref);
    if (!fiche) return;
    await renderer.bucket.write(ficheKey(ref), { body: await renderFiche(renderer, fiche), type: HTML_PAGE, cache: CACHE });
    const now = await renderer.store.find(ref);
    if (now?.revision === fiche.revision) return;
  }
  throw new Error('the fiche changes faster than its page is rendered');
};

const writeDifference = async ({ revisions, bucket, site }: PageRenderer, ref: RevisionRef): Promise<void> => {
  const revision = await revisions.findRevision(ref);
  if (!revision || (revision.differenceKey === null && revision.origin !== 'removal')) return;
  const body = differencePage({ revision, difference: await revisions.readDifference(revision), site });
  await bucket.write(differenceKey(ref, ref.revision), { body, type: HTML_PAGE, cache: CACHE });
};

/** Both pages are made from what is stored now, whatever the event says: a late or repeated one brings nothing old back. */
export const renderRevisedFiche =
  (renderer: PageRenderer) =>
  async ({ audience, ficheId, revision }: RevisionRef): Promise<void> => {
    await writeDifference(renderer, { audience, ficheId, revision });
    await writeCurrent(renderer, { audience, ficheId });
  };
