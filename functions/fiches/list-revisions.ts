import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheCatalogue } from './store/fiche-store.ts';
import type { RevisionReader } from './store/revision-store.ts';

export const listRevisions =
  ({ store, revisions }: { store: Pick<FicheCatalogue, 'find'>; revisions: RevisionReader }): UseCase<typeof fiches.listRevisions> =>
  async ({ params, query }, { problem }) => {
    if (!(await store.find(params))) throw problem('fiche-not-found');
    return revisions.listRevisions(params, query);
  };
