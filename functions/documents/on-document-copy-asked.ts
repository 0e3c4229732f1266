import type * as z from 'zod/mini';
import { documentCopied, type documentCopyAsked, documentCopyRefused } from '../../schemas/events/documents.ts';
import { type Commit, newEvent } from '../shared/store/commit.ts';
import type { DocumentReader } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface CopyDependencies {
  documents: Pick<DocumentReader, 'find'>;
  files: Pick<FileBucket, 'copy'>;
  commit: Commit;
}

/** Gives a capability a copy of its own of a file that was checked: what becomes of the document afterwards changes nothing of what was sent. */
export const onDocumentCopyAsked =
  ({ documents, files, commit }: CopyDependencies) =>
  async (asked: z.output<(typeof documentCopyAsked)['detail']>): Promise<void> => {
    const document = await documents.find(asked.spaceId, asked.documentId);
    const file = document?.files.find(({ id }) => id === asked.fileId);
    if (!file) return commit({ writes: [], events: [newEvent(documentCopyRefused, asked)] });
    const sha256 = await files.copy(file.id, asked.copyId);
    const { name, type, size } = file;
    await commit({ writes: [], events: [newEvent(documentCopied, { ...asked, name, type, size, sha256 })] });
  };
