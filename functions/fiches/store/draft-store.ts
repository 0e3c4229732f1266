import type { FicheRef } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Draft } from '../../../schemas/revision.ts';
import type { Trail } from '../../shared/context.ts';

export interface StoredDraft extends Draft {
  contentKey: string;
}

/** Every change names the version it was made on; false when the draft has moved on, and then nothing was written. */
export interface DraftStore {
  findDraft(ref: FicheRef): Promise<StoredDraft | undefined>;
  /** Gives the key to put in the draft. The same content has the same key, and no key is ever written with another content. */
  writeDraftContent(content: FicheContent): Promise<string>;
  readDraftContent(draft: StoredDraft): Promise<FicheContent>;
  /** False when the fiche already has a draft. */
  createDraft(draft: StoredDraft, trail: Trail): Promise<boolean>;
  /** `trail` is absent when the clock, not a person, changes the draft. */
  replaceDraft(draft: StoredDraft, onVersion: number, trail?: Trail): Promise<boolean>;
  discardDraft(draft: StoredDraft, trail: Trail): Promise<boolean>;
  /** Scheduled drafts whose time has come, the longest overdue first. */
  listDue(now: string, limit: number): Promise<FicheRef[]>;
}
