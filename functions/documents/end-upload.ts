import type { FileId } from '../../schemas/document.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { refusal } from './settlement.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { DueStore } from './store/due-items.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface EndUploadDependencies {
  documents: Pick<DocumentStore, 'change' | 'findUpload'>;
  dueItems: Pick<DueStore, 'waitAgain'>;
  files: Pick<FileBucket, 'hasArrived' | 'bringAgain' | 'erase'>;
  clock: Clock;
  log: Log;
}

const MOST_RESCANS = 3;
const WAIT_MILLISECONDS = 5 * 60 * 1000;

const NEVER_CAME = 'Ce fichier n’est pas arrivé dans les quinze minutes : envoyez-le de nouveau.';
const NEVER_SCANNED = 'La vérification de ce fichier n’a pas abouti, par notre faute : envoyez-le de nouveau un peu plus tard.';

/**
 * What becomes of a file that was due by now. One that arrived and of which no verdict came is scanned again, three times at most; all others give
 * their room back, and the person is told why.
 */
export const endUpload =
  ({ documents, dueItems, files, clock, log }: EndUploadDependencies) =>
  async (fileId: FileId): Promise<void> => {
    const now = clock();
    const upload = await documents.findUpload(fileId);
    if (upload?.state !== 'open' || upload.until > now.toISOString()) return;
    const arrived = await files.hasArrived(fileId);
    if (arrived && upload.rescans < MOST_RESCANS) {
      const again = await dueItems.waitAgain(fileId, new Date(now.getTime() + WAIT_MILLISECONDS).toISOString());
      if (again) await files.bringAgain(fileId);
      return;
    }
    const reason = arrived ? NEVER_SCANNED : NEVER_CAME;
    await documents.change(upload.spaceId, upload.documentId, (document) => {
      const waiting = document.onTheirWay.find(({ id }) => id === fileId);
      return waiting && refusal(document, waiting, { reason, now });
    });
    if ((await documents.findUpload(fileId))?.state === 'ended') await files.erase([fileId]);
    log(arrived ? 'document.check-abandoned' : 'document.never-came', { fileId });
  };
