import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheCatalogue } from './store/fiche-store.ts';

export const listFiches =
  ({ store }: { store: FicheCatalogue }): UseCase<typeof fiches.listFiches> =>
  async ({ query: { audience, theme, kind, limit, cursor } }) =>
    theme === undefined
      ? store.listByAudience(audience, { kind, limit, cursor })
      : store.listByTheme(audience, theme, { kind, limit, cursor });
