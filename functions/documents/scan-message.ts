import * as z from 'zod/mini';
import { FileId } from '../../schemas/document.ts';
import type { ScanResult } from './rules/verdict.ts';
import { arrivedFile } from './store/file-bucket.ts';

/** What the scanner found out about one object that came in. */
export interface ScannedFile {
  /** Undefined for an object that is no file of ours. */
  fileId: FileId | undefined;
  eTag: string;
  scan: ScanResult;
}

/** GuardDuty's word for each result, and ours. */
const results: Record<string, ScanResult> = {
  NO_THREATS_FOUND: 'clean',
  THREATS_FOUND: 'infected',
  UNSUPPORTED: 'unreadable',
  ACCESS_DENIED: 'failed',
  FAILED: 'failed',
};

const Result = z.enum(Object.keys(results) as [string, ...string[]]);

/** The event that tells of a scan, as it lies in the queue. A result that nobody has heard of is no message: what is not understood is never clean. */
export const ScanMessage = z.pipe(
  z.object({
    detail: z.object({
      s3ObjectDetails: z.object({ objectKey: z.string(), eTag: z.string() }),
      scanResultDetails: z.object({ scanResultStatus: Result }),
    }),
  }),
  z.transform(({ detail: { s3ObjectDetails, scanResultDetails } }): ScannedFile => {
    const id = FileId.safeParse(arrivedFile(s3ObjectDetails.objectKey));
    return {
      fileId: id.success ? id.data : undefined,
      eTag: s3ObjectDetails.eTag,
      scan: results[scanResultDetails.scanResultStatus] ?? 'failed',
    };
  }),
);
