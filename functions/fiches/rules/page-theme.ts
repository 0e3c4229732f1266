import type { Audience, FicheSummary } from '../../../schemas/fiche.ts';

/** A theme that has a page, and a feed. */
export interface PageTheme {
  audience: Audience;
  themeId: string;
  title: string;
}

/** Fiches that DILA puts under no theme are found on a page of their own. */
export const NO_THEME = { id: 'autres', title: 'Autres sujets' };

/** The id of a theme becomes the name of its page. */
const isName = /^\w[\w-]{0,39}$/;

/** Where a fiche is listed; a theme is where it leads to. */
export const pageThemeOf = (fiche: Pick<FicheSummary, 'audience' | 'ficheId' | 'kind' | 'title' | 'theme'>): PageTheme => {
  const own = fiche.kind === 'theme' ? { id: fiche.ficheId, title: fiche.title } : fiche.theme;
  const { id, title } = own && isName.test(own.id) ? own : NO_THEME;
  return { audience: fiche.audience, themeId: id, title };
};
