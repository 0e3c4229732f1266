import type { fiches } from '../../schemas/routes/fiches.ts';
import type { UseCase } from '../shared/router.ts';
import type { RevisionReader } from './store/revision-store.ts';

export const readRevision =
  ({ revisions }: { revisions: RevisionReader }): UseCase<typeof fiches.readRevision> =>
  async ({ params }, { problem }) => {
    const revision = await revisions.findRevision(params);
    if (!revision) throw problem('revision-not-found');
    return { revision, difference: await revisions.readDifference(revision) };
  };
