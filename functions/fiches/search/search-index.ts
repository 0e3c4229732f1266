import MiniSearch, { type Options } from 'minisearch';
import { ficheKey } from '../../../schemas/fiche.ts';
import { SearchHit, searchedFields, searchWords } from '../../../schemas/search.ts';
import type { StoredFiche } from '../store/fiche-store.ts';

type Entry = SearchHit & { id: string; headings: string };

const options = (): Options<Entry> => ({
  fields: Object.keys(searchedFields),
  storeFields: Object.keys(SearchHit.shape),
  tokenize: searchWords,
  processTerm: (term) => term,
});

/** What people look for is a fiche; a form or a dossier comes after one that answers as well. */
const kindWeights: Record<SearchHit['kind'], number> = { fiche: 1, dossier: 0.75, theme: 0.75, service: 0.6 };

const PREFIX_FROM = 3;
const FUZZY_FROM = 5;
/** Letters that may differ, as a part of the word. */
const FUZZINESS = 0.2;

export type SearchIndex = MiniSearch<Entry>;

export const emptyIndex = (): SearchIndex => new MiniSearch(options());

export const addToIndex = (index: SearchIndex, fiche: StoredFiche): void =>
  index.add({ ...SearchHit.parse(fiche), id: ficheKey(fiche), headings: fiche.headings.join(' ') });

/** `serialized` is what an index gave of itself. */
export const loadIndex = (serialized: unknown): SearchIndex =>
  MiniSearch.loadJS(serialized as Parameters<typeof MiniSearch.loadJS>[0], options());

export interface Question {
  q: string;
  audience?: SearchHit['audience'] | undefined;
  limit: number;
}

/** A question of more words is answered by its first ones: each costs as much as all that start like it. */
const MOST_WORDS = 12;

/** Fiches that hold every word of the question; when there is none, those that hold some. */
export const search = (index: SearchIndex, { q, audience, limit }: Question): SearchHit[] => {
  const words = [...new Set(searchWords(q))].slice(0, MOST_WORDS).join(' ');
  const find = (combineWith: 'AND' | 'OR') =>
    index.search(words, {
      boost: searchedFields,
      boostDocument: (_id, _term, stored) => kindWeights[(stored as unknown as SearchHit).kind],
      prefix: (term) => term.length >= PREFIX_FROM,
      fuzzy: (term) => (term.length >= FUZZY_FROM ? FUZZINESS : false),
      combineWith,
      ...(audience !== undefined && { filter: (hit) => hit['audience'] === audience }),
    });
  const all = find('AND');
  return (all.length > 0 ? all : find('OR')).slice(0, limit).map((hit) => SearchHit.parse(hit));
};
