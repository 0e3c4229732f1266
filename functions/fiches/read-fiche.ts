import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheStore } from './store/fiche-store.ts';

/** A removed fiche is still there for those who follow a link to it: its status says so. */
export const readFiche =
  ({ store }: { store: Pick<FicheStore, 'find' | 'readContent'> }): UseCase<typeof fiches.readFiche> =>
  async ({ params }, { problem }) => {
    const fiche = await store.find(params);
    if (!fiche) throw problem('fiche-not-found');
    return { fiche, content: await store.readContent(fiche.contentKey) };
  };
