import { setTimeout as sleep } from 'node:timers/promises';
import { SEARCH_KEY, SearchFile, type ThemeCount } from '../../schemas/search.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { HOME_KEY, themeKey } from './pages/addresses.ts';
import { homePage } from './pages/home-page.ts';
import { themePage } from './pages/theme-page.ts';
import { gatherCatalogue } from './search/gather-catalogue.ts';
import type { FicheCatalogue } from './store/fiche-store.ts';
import type { ObjectStore, StoredObject } from './store/object-store.ts';

export interface CatalogueBuilder {
  store: FicheCatalogue;
  site: ObjectStore;
  clock: Clock;
  log: Log;
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** What the lists of the table may lag behind its items, in milliseconds. */
const LAG = 1_000;
const ATTEMPTS = 4;
const HTML_PAGE = 'text/html; charset=utf-8';
/** Lists follow the catalogue within a minute. */
const CACHE = 'public, max-age=60';

const previousOf = (object: StoredObject | undefined): Pick<SearchFile, 'startedAt' | 'themes'> | undefined =>
  object && SearchFile.parse(JSON.parse(object.body));

/** A theme that has lost its last fiche keeps its page, which says so. */
const emptied = (before: ThemeCount[], now: ThemeCount[]): ThemeCount[] => {
  const names = new Set(now.map(({ audience, themeId }) => themeKey(audience, themeId)));
  return before.filter(({ audience, themeId }) => !names.has(themeKey(audience, themeId)));
};

/** Pages first: an index that says when it was read must never be ahead of them. False when another rebuild wrote its index meanwhile. */
const rebuild = async ({ store, site, clock, log }: CatalogueBuilder): Promise<boolean> => {
  const startedAt = clock();
  const stored = await site.read(SEARCH_KEY);
  const { index, themes } = await gatherCatalogue(store);
  const counts = themes.map(({ theme }) => theme);
  const write = (key: string, body: string): Promise<void> => site.write(key, { body, type: HTML_PAGE, cache: CACHE });
  await Promise.all([
    write(HOME_KEY, homePage(counts)),
    ...themes.map(({ theme, listed }) => write(themeKey(theme.audience, theme.themeId), themePage(theme, listed))),
    ...emptied(previousOf(stored)?.themes ?? [], counts).map((theme) =>
      write(themeKey(theme.audience, theme.themeId), themePage(theme, [])),
    ),
  ]);
  const file: SearchFile = { startedAt: startedAt.toISOString(), themes: counts, index: index.toJSON() };
  const isLast = await site.replace(
    SEARCH_KEY,
    { body: JSON.stringify(file), type: 'application/json; charset=utf-8', cache: CACHE },
    stored,
  );
  if (isLast) log('index.rebuilt', { count: index.documentCount, milliseconds: clock().getTime() - startedAt.getTime() });
  return isLast;
};

/**
 * Follows any number of revisions with one new index and its list pages, from what is live now. Revisions that an index already holds are
 * passed over, so an import of thousands is followed by a few rebuilds. A rebuild that another one overtook is done again: its pages may
 * have replaced newer ones.
 */
export const rebuildCatalogue =
  (builder: CatalogueBuilder) =>
  async (revisedAt: string[]): Promise<void> => {
    const { site, clock, wait = sleep } = builder;
    const latest = Math.max(...revisedAt.map((at) => Date.parse(at)));
    const previous = previousOf(await site.read(SEARCH_KEY));
    if (previous && latest + LAG < Date.parse(previous.startedAt)) return;
    const unsettled = latest + LAG - clock().getTime();
    if (unsettled >= 0) await wait(unsettled + 1);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) if (await rebuild(builder)) return;
    throw new Error('other rebuilds were always faster');
  };
