import { listFiches } from '../list-fiches.ts';
import { listRevisions } from '../list-revisions.ts';
import { listThemes } from '../list-themes.ts';
import { readFiche } from '../read-fiche.ts';
import { readRevision } from '../read-revision.ts';
import type { ReadSearch } from '../search/search-reader.ts';
import { searchFiches } from '../search-fiches.ts';
import type { FicheStore } from '../store/fiche-store.ts';
import type { RevisionReader } from '../store/revision-store.ts';

export interface Reading {
  store: FicheStore;
  revisions: RevisionReader;
  readSearch: ReadSearch;
}

/** The use cases of `schemas/routes/fiches.ts`. */
export const readingUseCases = (dependencies: Reading) => ({
  listThemes: listThemes(dependencies),
  listFiches: listFiches(dependencies),
  searchFiches: searchFiches(dependencies),
  readFiche: readFiche(dependencies),
  listRevisions: listRevisions(dependencies),
  readRevision: readRevision(dependencies),
});
