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
  /** Whatever its version; false when there is none. */
  discardDraft(ref: FicheRef, trail: Trail): Promise<boolean>;
  /** Every scheduled draft whose time has come, the longest overdue first. */
  listDue(now: string): AsyncIterable<FicheRef>;
}

export type DecidedDraft = StoredDraft & { decision: NonNullable<StoredDraft['decision']> };

export const isDecided = (draft: StoredDraft): draft is DecidedDraft => draft.decision !== null;

/** The draft off the schedule, its decision kept. */
export const reopened = (draft: StoredDraft): StoredDraft => ({ ...draft, version: draft.version + 1, state: 'open', publishAt: null });
