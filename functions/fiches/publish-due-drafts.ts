import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import { errorFields } from '../shared/log.ts';
import type { Editing } from './draft-revision.ts';
import { publishFromDraft } from './publish-from-draft.ts';
import { isDecided, reopened } from './store/draft-store.ts';

/** The list of due drafts lags behind: what counts is the draft itself, read again. A draft that has lost its base goes back to its editor. */
const publishIfDue = async (editor: Editing, ref: FicheRef): Promise<void> => {
  const { store, drafts, clock } = editor;
  const [draft, fiche] = await Promise.all([drafts.findDraft(ref), store.find(ref)]);
  if (draft?.state !== 'scheduled' || draft.publishAt === null || new Date(draft.publishAt) > clock()) return;
  if (isDecided(draft) && fiche?.status === 'live' && fiche.revision === draft.base) await publishFromDraft(editor)(draft, fiche);
  else await drafts.replaceDraft(reopened(draft), draft.version);
};

/** Run every minute. Each draft on its own: one that fails is tried again the next minute and holds up no other. */
export const publishDueDrafts = (editor: Editing) => async (): Promise<void> => {
  for await (const ref of editor.drafts.listDue(editor.clock().toISOString())) {
    try {
      await publishIfDue(editor, ref);
    } catch (error) {
      editor.log('draft.due-failed', { fiche: ficheKey(ref), ...errorFields(error) });
    }
  }
};
