import type { leaving } from '../../../schemas/routes/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { DeletionStore } from '../store/leaving/deletions.ts';

/** Leaves everything as it was. */
export const callDeletionBack =
  ({ deletions, clock }: { deletions: Pick<DeletionStore, 'find' | 'callBack'>; clock: Clock }): UseCase<typeof leaving.callDeletionBack> =>
  async (_input, { caller: { accountId }, trail, problem }) => {
    const deletion = await deletions.find(accountId);
    if (!deletion || !(await deletions.callBack(deletion, clock(), trail))) throw problem('deletion-not-waiting');
  };
