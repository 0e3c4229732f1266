import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import { search } from './search/search-index.ts';
import type { ReadSearch } from './search/search-reader.ts';

export const searchFiches =
  ({ readSearch }: { readSearch: ReadSearch }): UseCase<typeof fiches.searchFiches> =>
  async ({ query }) => {
    const { index } = await readSearch();
    return { items: search(index, query) };
  };
