import { SEARCH_KEY, SearchFile, type ThemeCount } from '../../../schemas/search.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { emptyIndex, loadIndex, type SearchIndex } from './search-index.ts';

export interface LoadedSearch {
  index: SearchIndex;
  themes: ThemeCount[];
}

/** The search of the moment. Before the first import there is nothing to find, and that is no error. */
export type ReadSearch = () => Promise<LoadedSearch>;

/** How long an index is taken for the latest, in milliseconds. */
const FRESH = 5_000;

const nothing = (): LoadedSearch => ({ index: emptyIndex(), themes: [] });

export interface SearchDependencies {
  /** The site's own bucket. */
  site: ObjectStore;
  clock: Clock;
}

/** Keeps the index between calls, and fetches it again only when it has changed. */
export const searchReader = ({ site, clock }: SearchDependencies): ReadSearch => {
  let loaded = nothing();
  let etag: string | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock().getTime();
    if (now - checkedAt < FRESH) return loaded;
    const object = etag === undefined ? await site.read(SEARCH_KEY) : await site.readUnless(SEARCH_KEY, etag);
    checkedAt = now;
    if (object === 'unchanged') return loaded;
    etag = object?.etag;
    const file = object && SearchFile.parse(JSON.parse(object.body));
    loaded = file ? { index: loadIndex(file.index), themes: file.themes } : nothing();
    return loaded;
  };
};
