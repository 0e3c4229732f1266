import { cancelScheduledPublication } from '../cancel-scheduled-publication.ts';
import { decideDraft } from '../decide-draft.ts';
import { decideRevision } from '../decide-revision.ts';
import { discardDraft } from '../discard-draft.ts';
import { draftRevision, type Editing } from '../draft-revision.ts';
import { listRevisionsToReview } from '../list-revisions-to-review.ts';
import { publishDraft } from '../publish-draft.ts';
import { readDraft } from '../read-draft.ts';
import { saveDraft } from '../save-draft.ts';
import type { RevisionStore } from '../store/revision-store.ts';

/** The use cases of `schemas/routes/editing.ts`. */
export const editingUseCases = (dependencies: Editing & { revisions: RevisionStore }) => ({
  draftRevision: draftRevision(dependencies),
  saveDraft: saveDraft(dependencies),
  readDraft: readDraft(dependencies),
  decideDraft: decideDraft(dependencies),
  publishDraft: publishDraft(dependencies),
  cancelScheduledPublication: cancelScheduledPublication(dependencies),
  discardDraft: discardDraft(dependencies),
  listRevisionsToReview: listRevisionsToReview(dependencies),
  decideRevision: decideRevision(dependencies),
});
