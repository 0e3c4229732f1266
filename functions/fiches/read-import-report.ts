import type { imports as routes } from '../../schemas/routes/imports.ts';
import type { UseCase } from '../shared/router.ts';
import type { ImportStore } from './store/import-store.ts';

export const readImportReport =
  ({ imports }: { imports: ImportStore }): UseCase<typeof routes.readImportReport> =>
  async ({ params, query }, { problem }) => {
    if (!(await imports.find(params.importId))) throw problem('import-not-found');
    return imports.readReport(params.importId, query);
  };
