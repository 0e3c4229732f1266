import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadSearch } from './search/search-reader.ts';

/** Counted when the index is built, so that nobody's visit reads the whole catalogue. */
export const listThemes =
  ({ readSearch }: { readSearch: ReadSearch }): UseCase<typeof fiches.listThemes> =>
  async ({ query: { audience } }) => {
    const { themes } = await readSearch();
    return { items: themes.filter((theme) => audience === undefined || theme.audience === audience) };
  };
