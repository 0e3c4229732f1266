import { listThemes } from '../list-themes.ts';
import { type SearchDependencies, searchReader } from '../search/search-reader.ts';
import { searchFiches } from '../search-fiches.ts';

/** The use cases of `schemas/routes/fiches.ts` that read the search index. */
export const searchUseCases = (dependencies: SearchDependencies) => {
  const readSearch = searchReader(dependencies);
  return { listThemes: listThemes({ readSearch }), searchFiches: searchFiches({ readSearch }) };
};
