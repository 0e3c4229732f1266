import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { Editing } from './draft-revision.ts';
import type { StoredDraft } from './store/draft-store.ts';

export const decideDraft =
  ({ drafts, clock }: Pick<Editing, 'drafts' | 'clock'>): UseCase<typeof editing.decideDraft> =>
  async ({ params, body: { version, decision } }, { caller, trail, problem }) => {
    const draft = await drafts.findDraft(params);
    if (!draft) throw problem('draft-not-found');
    if (draft.version !== version) throw problem('draft-outdated');
    const decided: StoredDraft = {
      ...draft,
      version: version + 1,
      decision,
      savedBy: caller.accountId,
      savedAt: clock().toISOString(),
    };
    if (!(await drafts.replaceDraft(decided, version, trail))) throw problem('draft-outdated');
    return decided;
  };
