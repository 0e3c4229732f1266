import { Audience } from '../../../schemas/fiche.ts';
import { fold, type ThemeCount } from '../../../schemas/search.ts';
import type { Listed } from '../pages/theme-page.ts';
import { NO_THEME, pageThemeOf } from '../rules/page-theme.ts';
import type { FicheCatalogue, StoredFiche } from '../store/fiche-store.ts';
import { addToIndex, emptyIndex, type SearchIndex } from './search-index.ts';

export interface GatheredTheme {
  theme: ThemeCount;
  /** By title. */
  listed: Listed[];
}

export interface Catalogue {
  index: SearchIndex;
  /** By audience, then by title. */
  themes: GatheredTheme[];
}

const bySpelling = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const addToThemes = (themes: Map<string, GatheredTheme>, fiche: StoredFiche): void => {
  const { audience, ficheId, kind, title, description } = fiche;
  if (kind === 'theme') return;
  const own = pageThemeOf(fiche);
  const gathered = themes.get(own.themeId) ?? { theme: { ...own, fiches: 0 }, listed: [] };
  if (kind === 'fiche') gathered.theme.fiches++;
  gathered.listed.push({ audience, ficheId, kind, title, description });
  themes.set(own.themeId, gathered);
};

/** Reads every live fiche, page by page, keeping of each no more than what lists and search need. */
export const gatherCatalogue = async (store: FicheCatalogue): Promise<Catalogue> => {
  const index = emptyIndex();
  const all: GatheredTheme[] = [];
  for (const audience of Audience.options) {
    const themes = new Map<string, GatheredTheme>();
    for await (const fiche of store.listLive(audience)) {
      addToIndex(index, fiche);
      addToThemes(themes, fiche);
    }
    const last = (theme: ThemeCount): string => (theme.themeId === NO_THEME.id ? '~' : fold(theme.title));
    all.push(...[...themes.values()].toSorted((a, b) => bySpelling(last(a.theme), last(b.theme))));
  }
  return { index, themes: all };
};
