import type { keptDocuments as routes } from '../../schemas/routes/kept-documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { changedDocument } from './changed-document.ts';
import { fileRestored } from './rules/document-state.ts';
import type { DocumentStore } from './store/document-store.ts';

export interface RestoreFileDependencies {
  documents: Pick<DocumentStore, 'change' | 'findFormer'>;
  clock: Clock;
}

/** Takes room and a place again, as a new file would; there is no way back once its time is over, even before it is gone for good. */
export const restoreFile =
  ({ documents, clock }: RestoreFileDependencies): UseCase<typeof routes.restoreFile> =>
  async ({ params: { spaceId, documentId, fileId } }, { caller, trail, problem }) => {
    const former = await documents.findFormer(spaceId, documentId, fileId);
    if (!former || former.keptUntil <= clock().toISOString()) throw problem('file-not-found');
    const { documentId: _document, removedAt: _at, removedBy: _by, keptUntil: _until, ...file } = former;
    const changed = await documents.change(spaceId, documentId, (document) => {
      if (document.files.some(({ id }) => id === fileId)) return undefined;
      const next = fileRestored(document, file);
      if (!next) throw problem('too-many-files', 'Ce document a déjà 4 fichiers : retirez-en un, puis recommencez.');
      return {
        next,
        storage: { used: file.size, deleted: -file.size },
        items: [{ remove: 'former', fileId }],
        action: { kind: 'document.file-restored', by: caller, at: clock(), object: document },
        trail,
      };
    });
    return changedDocument(changed, file.size, () => problem('document-not-found'));
  };
