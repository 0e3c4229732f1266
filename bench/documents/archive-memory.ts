import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import { onDocumentArchiveAsked } from '../../functions/documents/on-document-archive-asked.ts';
import { type DocumentState, newDocument } from '../../functions/documents/rules/document-state.ts';
import { archiveBucket } from '../../functions/documents/store/archive-bucket.ts';
import { SpaceId } from '../../schemas/account.ts';
import { DocumentId, FileId, MAX_FILE_BYTES, MAX_SPACE_BYTES } from '../../schemas/document.ts';
import { WalletArchiveId } from '../../schemas/wallet-archive.ts';
import { Bucket, startObjectStorage } from '../../test/doubles/object-storage.ts';
import type { Row } from '../scenario.ts';

/** Files of a space: few, and as many as fit. */
const [FEW, FULL] = [4, Math.floor(MAX_SPACE_BYTES / MAX_FILE_BYTES)];
/** A fifth of what the function is deployed with: garbage does not pile up, so what is measured is what it holds. */
const HEAP_MEGABYTES = 96;
/** A full space may take so much more memory than a small one, and no more. */
const MOST_GROWTH = 1.3;
const PART_BYTES = 64 * 1024;

/** A file as storage gives it: in small parts, made when they are asked for. */
const aFile = (): Readable =>
  Readable.from(
    (function* () {
      for (let left = MAX_FILE_BYTES; left > 0; left -= PART_BYTES) yield Buffer.alloc(Math.min(left, PART_BYTES), left % 251);
    })(),
  );

/** In a process of its own: makes one archive of so many files, and tells the most memory that it took. */
const makeOne = async (count: number, endpoint: string): Promise<number> => {
  const [spaceId, id] = [SpaceId.parse(randomUUID()), WalletArchiveId.parse(randomUUID())];
  const now = new Date();
  const description = { name: 'Document', kind: 'other', expiresOn: null, reminders: false } as const;
  const document = (): DocumentState => ({
    ...newDocument({ id: DocumentId.parse(randomUUID()), spaceId, description, addedBy: null, origin: null, now }),
    files: [
      {
        id: FileId.parse(randomUUID()),
        name: 'a.pdf',
        type: 'application/pdf',
        size: MAX_FILE_BYTES,
        addedAt: now.toISOString(),
        addedBy: null,
        preview: false,
      },
    ],
  });
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new S3Client({ endpoint, region: 'eu-west-3', forcePathStyle: true, credentials });
  const asked = { id, state: 'in-the-making', askedAt: now.toISOString(), files: 0, bytes: 0, availableUntil: null, former: [] } as const;
  await onDocumentArchiveAsked({
    archives: { find: async () => ({ ...asked, former: [] }), end: async () => true },
    space: {
      async *documents() {
        for (let one = 0; one < count; one++) yield document();
      },
    },
    storage: { ...archiveBucket(client, { documents: Bucket, exports: Bucket }), source: async () => aFile() },
    clock: () => now,
  })({ spaceId, archiveId: id });
  return process.resourceUsage().maxRSS / 1024;
};

const measured = (count: number, endpoint: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [String(count), endpoint], {
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    });
    let peak = Number.NaN;
    child.on('message', (message) => {
      peak = Number(message);
    });
    child.on('exit', (code) => (code === 0 ? resolve(peak) : reject(new Error(`the archive could not be made: ${code}`))));
  });

/** The most memory that the archive of a full space takes, beside that of a small one. */
export const archiveMemory = async (): Promise<Row> => {
  const objects = await startObjectStorage();
  try {
    const bare = await measured(FEW, objects.s3.url);
    const value = await measured(FULL, objects.s3.url);
    const what = `archive of ${(FULL * MAX_FILE_BYTES) / 1e6} MB, against ${(FEW * MAX_FILE_BYTES) / 1e6} MB: highest memory`;
    return { what, value, unit: 'MB', bare, ratio: value / bare, mark: { of: 'ratio', most: MOST_GROWTH } };
  } finally {
    await objects.stop();
  }
};

const [count, endpoint] = process.argv.slice(2);
if (process.send && count && endpoint) {
  process.send(await makeOne(Number(count), endpoint));
  process.disconnect();
}
