import type * as z from 'zod/mini';
import type { FileType, StoredFile } from '../../schemas/document.ts';
import type { documentFileChecked } from '../../schemas/events/documents.ts';
import type { Unseen } from './preview/decode.ts';
import { filePreviewed } from './rules/document-state.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface PreviewDependencies {
  documents: Pick<DocumentStore, 'change' | 'find' | 'findDeleted'>;
  files: Pick<FileBucket, 'read' | 'keepPreview' | 'erase'>;
  /** Undefined for what has no picture. */
  makePreview: (bytes: Uint8Array, type: FileType) => Promise<Uint8Array | Unseen | undefined>;
}

const pictures: readonly FileType[] = ['image/jpeg', 'image/png', 'image/heic'];

/** Makes the small picture of a file that is one, or says why it has none. It goes where the file goes; where the whole space is gone meanwhile, at once. */
export const onDocumentFileChecked =
  ({ documents, files, makePreview }: PreviewDependencies) =>
  async ({ spaceId, documentId, fileId, type }: z.output<(typeof documentFileChecked)['detail']>): Promise<void> => {
    if (!pictures.includes(type)) return;
    const isThere = (kept: StoredFile[] = []) => kept.some(({ id, preview, noPreview }) => id === fileId && !preview && !noPreview);
    if (!isThere((await documents.find(spaceId, documentId))?.files)) return;
    const preview = await makePreview(await files.read(fileId, 'file'), type);
    if (!preview) return;
    const told = typeof preview === 'string' ? preview : true;
    if (typeof preview !== 'string') await files.keepPreview(fileId, preview);
    const changed = await documents.change(spaceId, documentId, (document) =>
      isThere(document.files) ? { next: filePreviewed(document, fileId, told) } : undefined,
    );
    const isGone = changed === 'not-found' && !(await documents.findDeleted(spaceId, documentId));
    if (isGone) await files.erase([fileId]);
  };
