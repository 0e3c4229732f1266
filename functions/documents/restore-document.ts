import type { keptDocuments as routes } from '../../schemas/routes/kept-documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { noRoomProblem } from './no-room.ts';
import { nextReminder } from './rules/reminders.ts';
import { sizeOf } from './rules/storage.ts';
import type { DocumentStore } from './store/document-store.ts';

export interface RestoreDocumentDependencies {
  documents: Pick<DocumentStore, 'restore' | 'findDeleted'>;
  clock: Clock;
}

/** Needs its room again, which others may have taken meanwhile. */
export const restoreDocument =
  ({ documents, clock }: RestoreDocumentDependencies): UseCase<typeof routes.restoreDocument> =>
  async ({ params: { spaceId, documentId } }, { caller, trail, problem }) => {
    const now = clock();
    const deleted = await documents.findDeleted(spaceId, documentId);
    if (!deleted || deleted.keptUntil <= now.toISOString()) throw problem('document-not-found');
    const { deletedAt: _at, deletedBy: _by, keptUntil: _until, ...document } = deleted;
    const size = sizeOf(document.files);
    const next = { ...document, reminder: nextReminder(document, now) };
    const restored = await documents.restore(deleted, next, {
      storage: { used: size, deleted: -size, documents: 1 },
      action: { kind: 'document.restored', by: caller, at: now, object: document },
      trail,
    });
    if (restored === 'gone') throw problem('document-not-found');
    if (restored !== 'done') throw noRoomProblem(restored, size);
    return { ...next, version: deleted.version + 1 };
  };
