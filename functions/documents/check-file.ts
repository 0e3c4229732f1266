import type { FileId } from '../../schemas/document.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { DocumentState } from './rules/document-state.ts';
import { type ScanResult, type Verdict, verdictOf } from './rules/verdict.ts';
import type { ScannedFile } from './scan-message.ts';
import { acceptance, refusal } from './settlement.ts';
import type { DocumentChange, DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface CheckFileDependencies {
  documents: Pick<DocumentStore, 'change' | 'findUpload'>;
  files: Pick<FileBucket, 'arrival' | 'keep' | 'dropArrival' | 'erase'>;
  /** The media type that the content shows. */
  typeOf: (bytes: Uint8Array) => Promise<string | undefined>;
  clock: Clock;
  log: Log;
}

const settlement = (document: DocumentState, fileId: FileId, verdict: Verdict, now: Date): DocumentChange | undefined => {
  const upload = document.onTheirWay.find(({ id }) => id === fileId);
  if (!upload) return undefined;
  return 'reason' in verdict
    ? refusal(document, upload, { reason: verdict.reason, now })
    : acceptance(document, upload, { type: verdict.type, now });
};

/**
 * Lets a file be read, or removes it and says why. The bytes that are judged are those that were scanned, and they are written, before anybody
 * is told of them, to where no form leads: what arrives afterwards under the same form changes nothing. May be called again at any moment, in
 * any order, and after having been killed at any point.
 */
export const checkFile = ({ documents, files, typeOf, clock, log }: CheckFileDependencies) => {
  /** An upload that nobody knows is one of a space that is gone, with all that was written for it. */
  const tidy = async (fileId: FileId): Promise<void> => {
    const upload = await documents.findUpload(fileId);
    if (upload?.state === 'accepted') await files.dropArrival(fileId);
    else if (upload?.state !== 'open') await files.erase([fileId]);
  };

  const judged = async (fileId: FileId, { eTag, scan }: { eTag: string; scan: Exclude<ScanResult, 'failed'> }, announced: number) => {
    if (scan === 'infected') return verdictOf({ scan, size: 0, announced, found: undefined });
    const arrival = await files.arrival(fileId, eTag);
    if (typeof arrival === 'string') return undefined;
    const verdict = verdictOf({ scan, size: arrival.size, announced, found: await typeOf(arrival.bytes) });
    if ('type' in verdict) await files.keep(fileId, arrival.bytes, verdict.type);
    return verdict;
  };

  return async ({ fileId, eTag, scan }: ScannedFile): Promise<void> => {
    if (!fileId) return;
    const upload = await documents.findUpload(fileId);
    if (upload?.state !== 'open') return tidy(fileId);
    if (scan === 'failed') return log('document.scan-failed', { fileId });
    let verdict: Verdict | undefined;
    const { spaceId, documentId } = upload;
    await documents.change(spaceId, documentId, async (document) => {
      const announced = document.onTheirWay.find(({ id }) => id === fileId)?.size;
      if (announced === undefined) return undefined;
      verdict ??= await judged(fileId, { eTag, scan }, announced);
      return verdict && settlement(document, fileId, verdict, clock());
    });
    await tidy(fileId);
    if (verdict) log('reason' in verdict ? 'document.refused' : 'document.accepted', { fileId });
  };
};
