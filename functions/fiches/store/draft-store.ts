import type { FicheRef } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Draft } from '../../../schemas/revision.ts';
import type { Trail } from '../../shared/context.ts';

/** Every change names the version it was made on; false when the draft has moved on, and then nothing was written. */
export interface DraftStore {
  findDraft(ref: FicheRef): Promise<Draft | undefined>;
  readDraftContent(draft: Draft): Promise<FicheContent>;
  /** False when the fiche already has a draft. */
  createDraft(draft: Draft, content: FicheContent, trail: Trail): Promise<boolean>;
  /** `draft.version` follows `onVersion`. A new content is written first, under the new version. */
  replaceDraft(draft: Draft, onVersion: number, change: { content: FicheContent } | { contentOf: number }, trail?: Trail): Promise<boolean>;
  discardDraft(draft: Draft, trail: Trail): Promise<boolean>;
  /** Scheduled drafts whose time has come, the longest overdue first. */
  listDue(now: string, limit: number): Promise<FicheRef[]>;
}
