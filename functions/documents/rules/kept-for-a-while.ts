import { type DocumentId, type FormerFile, KEPT_DAYS, type StoredFile } from '../../../schemas/document.ts';
import type { MemberId } from '../../../schemas/space.ts';

const KEPT_MILLISECONDS = KEPT_DAYS * 24 * 60 * 60 * 1000;

export const keptUntil = (now: Date): string => new Date(now.getTime() + KEPT_MILLISECONDS).toISOString();

export interface Removed {
  documentId: DocumentId;
  by: MemberId | null;
  now: Date;
}

/** A file that left its document, and how long it can be had back. */
export const formerFile = (file: StoredFile, { documentId, by, now }: Removed): FormerFile => ({
  ...file,
  documentId,
  removedAt: now.toISOString(),
  removedBy: by,
  keptUntil: keptUntil(now),
});
