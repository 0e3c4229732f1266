import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { Editing } from './draft-revision.ts';
import { differenceOf } from './rules/difference.ts';
import { proposalForDraft } from './rules/significance/propose.ts';

/** The difference is with what is live now, whatever was live when the draft was opened. */
export const readDraft =
  ({ store, drafts }: Pick<Editing, 'store' | 'drafts'>): UseCase<typeof editing.readDraft> =>
  async ({ params }, { problem }) => {
    const [draft, fiche] = await Promise.all([drafts.findDraft(params), store.find(params)]);
    if (!draft || !fiche) throw problem('draft-not-found');
    const [content, live] = await Promise.all([drafts.readDraftContent(draft), store.readContent(fiche.contentKey)]);
    const difference = differenceOf(live, content);
    return {
      draft,
      content,
      difference,
      proposal: proposalForDraft({ before: live, after: content, difference, on: draft.savedAt.slice(0, 10) }),
    };
  };
