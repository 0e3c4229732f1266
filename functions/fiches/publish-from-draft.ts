import { ficheKey } from '../../schemas/fiche.ts';
import type { Trail } from '../shared/context.ts';
import type { Editing } from './draft-revision.ts';
import { differenceOf } from './rules/difference.ts';
import { proposalForDraft } from './rules/significance/propose.ts';
import { decidedByEditor } from './rules/significance.ts';
import type { DecidedDraft } from './store/draft-store.ts';
import type { StoredFiche } from './store/fiche-store.ts';

/** Publishes a draft over the revision it was made from, and takes it away in the same transaction: it can never be published twice. */
export const publishFromDraft =
  ({ store, drafts, clock, log }: Editing) =>
  async (draft: DecidedDraft, fiche: StoredFiche, trail?: Trail): Promise<'published' | 'conflict'> => {
    const [content, live] = await Promise.all([drafts.readDraftContent(draft), store.readContent(fiche.contentKey)]);
    const difference = differenceOf(live, content);
    const publishedAt = clock().toISOString();
    const outcome = await store.publish(
      {
        origin: 'editor',
        base: fiche,
        content,
        difference,
        proposal: proposalForDraft({ before: live, after: content, difference, on: publishedAt.slice(0, 10) }),
        verdict: decidedByEditor(draft.decision, draft.savedBy),
        publishedAt,
        draft: { version: draft.version },
      },
      trail,
    );
    if (outcome === 'published') log('revision.published', { fiche: ficheKey(fiche), revision: fiche.revision + 1 });
    return outcome;
  };
