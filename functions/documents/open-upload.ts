import { FileId, type FileOnItsWay } from '../../schemas/document.ts';
import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { changedDocument } from './changed-document.ts';
import { uploadOpened, uploadRefusal } from './rules/document-state.ts';
import { safeName } from './rules/file-names.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface OpenUploadDependencies {
  documents: Pick<DocumentStore, 'change'>;
  files: Pick<FileBucket, 'presign'>;
  clock: Clock;
  /** Random. */
  newId: () => string;
}

/** A form begins to be sent within so many seconds; */
const SEND_SECONDS = 10 * 60;
/** and what has not arrived by then gives its room back: who begins at the last moment has five minutes for four megabytes. */
const RESERVED_SECONDS = 15 * 60;

const refusals = {
  'file-not-found': undefined,
  'too-many-files':
    'Un document a 4 fichiers au plus, ceux qui sont en cours d’envoi compris, et un fichier se remplace une fois à la fois.',
} as const;

/** Takes the room of a file in its space and its place in the document in one step, and gives the form that sends it. */
export const openUpload =
  ({ documents, files, clock, newId }: OpenUploadDependencies): UseCase<typeof routes.openUpload> =>
  async ({ params: { spaceId, documentId }, body: { name, size, replaces } }, { caller, trail, problem }) => {
    const now = clock();
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
    const file: FileOnItsWay = {
      id: FileId.parse(newId()),
      name: safeName(name),
      size,
      replaces,
      openedAt: now.toISOString(),
      openedBy: memberIdOf(spaceId, caller.accountId),
      until: after(RESERVED_SECONDS),
    };
    const changed = await documents.change(spaceId, documentId, (document) => {
      const refusal = uploadRefusal(document, replaces);
      if (refusal) throw problem(refusal, refusals[refusal]);
      return {
        next: uploadOpened(document, file),
        storage: { used: size },
        items: [{ put: 'upload', fileId: file.id, upload: { spaceId, documentId, until: file.until, rescans: 0 } }],
        trail,
      };
    });
    changedDocument(changed, size, () => problem('document-not-found'));
    const form = await files.presign(file.id, size, SEND_SECONDS);
    return { file, upload: { ...form, expiresAt: after(SEND_SECONDS) } };
  };
