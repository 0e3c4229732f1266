import type { FileId } from '../../schemas/document.ts';
import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { MemberId } from '../../schemas/space.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { changedDocument } from './changed-document.ts';
import { type DocumentState, fileRemoved, refusalRead, uploadEnded } from './rules/document-state.ts';
import { formerFile } from './rules/kept-for-a-while.ts';
import type { DocumentChange, DocumentStore } from './store/document-store.ts';

interface Removal {
  fileId: FileId;
  by: MemberId;
  now: Date;
}

/** A good file can be had back for a while; one on its way gives its room back at once; a refusal was read. */
const removal = (document: DocumentState, { fileId, by, now }: Removal): DocumentChange | undefined => {
  const file = document.files.find(({ id }) => id === fileId);
  if (file)
    return {
      next: fileRemoved(document, fileId),
      storage: { used: -file.size, deleted: file.size },
      items: [{ put: 'former', former: formerFile(file, { documentId: document.id, by, now }) }],
      action: { kind: 'document.file-removed', by: { memberId: by }, at: now, object: document },
    };
  const upload = document.onTheirWay.find(({ id }) => id === fileId);
  if (upload)
    return {
      next: uploadEnded(document, fileId),
      storage: { used: -upload.size },
      items: [{ settle: 'ended', fileId, at: now }],
    };
  return document.refused.some(({ id }) => id === fileId) ? { next: refusalRead(document, fileId) } : undefined;
};

export const removeFile =
  ({ documents, clock }: { documents: Pick<DocumentStore, 'change'>; clock: Clock }): UseCase<typeof routes.removeFile> =>
  async ({ params: { spaceId, documentId, fileId } }, { caller, trail, problem }) => {
    const changed = await documents.change(spaceId, documentId, (document) => {
      const change = removal(document, { fileId, by: memberIdOf(spaceId, caller.accountId), now: clock() });
      if (!change) throw problem('file-not-found');
      return { ...change, trail };
    });
    return changedDocument(changed, 0, () => problem('document-not-found'));
  };
