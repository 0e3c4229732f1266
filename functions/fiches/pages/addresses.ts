import type { FicheRef } from '../../../schemas/fiche.ts';

interface Page {
  audience: FicheRef['audience'];
  ficheId: string;
}

/** Keys of the site's bucket; with a slash before them they are the addresses of the site. */
export const ficheKey = ({ audience, ficheId }: Page): string => `fiches/${audience}/${ficheId}.html`;

export const differenceKey = ({ audience, ficheId }: Page, revision: number): string =>
  `fiches/${audience}/${ficheId}/revisions/${revision}.html`;

/** All the revisions of a fiche that has more of them than its page names. */
export const revisionsKey = ({ audience, ficheId }: Page): string => `fiches/${audience}/${ficheId}/revisions.html`;

export const ficheFeedKey = ({ audience, ficheId }: Page): string => `fiches/${audience}/${ficheId}.atom`;

export const themeKey = (audience: string, themeId: string): string => `themes/${audience}/${themeId}.html`;

export const themeFeedKey = (audience: string, themeId: string): string => `themes/${audience}/${themeId}.atom`;

/** Every significant revision of every fiche. */
export const SIGNIFICANT_FEED_KEY = 'significant.atom';

export const HOME_KEY = 'index.html';

/** From anywhere on the site. */
export const addressOf = (key: string): string => (key === HOME_KEY ? '/' : `/${key}`);

/** From anywhere at all; `site` is the site's address, without a slash at its end. */
export const wholeAddress = (site: string, key: string): string => `${site}${addressOf(key)}`;
