import * as z from 'zod/mini';
import { Audience, FicheSummary } from './fiche.ts';

/** Lower case, without accents, ligatures or punctuation: « Œuvre d’État » and « oeuvre d etat » are the same. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words that tell no fiche from another. */
const emptyWords = new Set(
  'au aux avec ce ces cette comment dans de des doit du elle en est et etre eux fait faut il ils je la le les leur ma me mes mon ne nos notre on ou par pas peut plus pour qu que quel quelle quelles quels qui quoi sa se ses si son sont sur ta te tes ton tu un une vos votre vous'.split(
    ' ',
  ),
);

/** Where the search looks, and what weighs most. */
export const searchedFields = { title: 4, headings: 1.5, description: 1 } as const;

/** How text and questions are cut into the words of the index: the API and the site's own search must do it alike. */
export const searchWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => (word.length > 1 || /\d/.test(word)) && !emptyWords.has(word));

export const ThemeCount = z.object({ audience: Audience, themeId: z.string(), title: z.string(), fiches: z.int() });
export type ThemeCount = z.output<typeof ThemeCount>;

/** What the index gives back of each fiche. */
export const SearchHit = z.pick(FicheSummary, { audience: true, ficheId: true, kind: true, title: true, description: true, theme: true });
export type SearchHit = z.output<typeof SearchHit>;

export const SEARCH_KEY = 'search/index.json';

/** The file at `search/index.json` in the site's bucket. */
export const SearchFile = z.object({
  /** When the reading of the fiches began: every change committed before is in the index. */
  startedAt: z.iso.datetime(),
  themes: z.array(ThemeCount),
  /** A MiniSearch index of `searchedFields`, as it serializes itself; ids are `particuliers#F2`, stored fields those of `SearchHit`. */
  index: z.unknown(),
});
export type SearchFile = z.output<typeof SearchFile>;
