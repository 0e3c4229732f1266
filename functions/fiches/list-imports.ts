import type { imports as routes } from '../../schemas/routes/imports.ts';
import type { UseCase } from '../shared/router.ts';
import type { ImportStore } from './store/import-store.ts';

export const listImports =
  ({ imports }: { imports: ImportStore }): UseCase<typeof routes.listImports> =>
  ({ query }) =>
    imports.list(query);
