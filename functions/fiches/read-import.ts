import type { imports as routes } from '../../schemas/routes/imports.ts';
import type { UseCase } from '../shared/router.ts';
import type { ImportStore } from './store/import-store.ts';

export const readImport =
  ({ imports }: { imports: ImportStore }): UseCase<typeof routes.readImport> =>
  async ({ params }, { problem }) => {
    const found = await imports.find(params.importId);
    if (!found) throw problem('import-not-found');
    return found;
  };
