import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { RevisionStore } from './store/revision-store.ts';

export const listRevisionsToReview =
  ({ revisions }: { revisions: RevisionStore }): UseCase<typeof editing.listRevisionsToReview> =>
  async ({ query }) =>
    revisions.listToReview(query);
