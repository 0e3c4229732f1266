import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { Editing } from './draft-revision.ts';
import { reopened } from './store/draft-store.ts';

/** A draft that is not scheduled is left as it is: what was asked for is already so. */
export const cancelScheduledPublication =
  ({ drafts }: Pick<Editing, 'drafts'>): UseCase<typeof editing.cancelScheduledPublication> =>
  async ({ params }, { trail, problem }) => {
    const draft = await drafts.findDraft(params);
    if (!draft) throw problem('draft-not-found');
    if (draft.state !== 'scheduled') return;
    if (!(await drafts.replaceDraft(reopened(draft), draft.version, trail))) throw problem('draft-outdated');
  };
