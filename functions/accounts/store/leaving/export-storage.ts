import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type DocumentName, exportedDocuments } from '../../../../schemas/exported/index.ts';
import { documentKey, type Part, PartLine, partKey } from '../../../../schemas/exported/part.ts';
import { type ExportId, type HolderName, holders } from '../../../../schemas/leaving.ts';

/** What a copy is made of, and the archive that is made of it. Object names are numbers of ours: none says whose copy it is. */
export interface ExportStorage {
  lines(part: Part): AsyncIterable<PartLine>;
  document(part: Part, document: DocumentName): Promise<Readable>;
  /** Where the file lies; undefined when it was deleted since the part was written. */
  hasFile(key: string): Promise<boolean>;
  file(key: string): Promise<Readable>;
  /** Written in parts of a few megabytes, whatever its size; gives how many bytes it has. */
  writeArchive(exportId: ExportId, archive: Readable): Promise<number>;
  link(exportId: ExportId, seconds: number): Promise<string>;
  /** Leaves nothing of the parts; those that are gone are no error. */
  eraseParts(exportId: ExportId): Promise<void>;
  /** Leaves nothing of the copy. */
  erase(exportId: ExportId): Promise<void>;
}

const ARCHIVE_NAME = 'mes-donnees-parvis.zip';
/** At most two parts are held at a time. */
const PART_BYTES = 5 * 1024 * 1024;

export const archiveKey = (exportId: ExportId): string => `archives/${exportId}.zip`;

const partKeys = (exportId: ExportId): string[] => [
  ...(Object.keys(holders) as HolderName[]).map((holder) => partKey({ exportId, holder })),
  ...Object.entries(exportedDocuments).map(([name, { holder }]) => documentKey({ exportId, holder }, name as DocumentName)),
];

/** Storage says of a missing object that it is forbidden to whoever may not list. */
const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0);

export const exportStorage = (client: S3Client, buckets: { exports: string; documents: string }): ExportStorage => {
  const read = async (Bucket: string, Key: string): Promise<Readable> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Body as Readable;
  };
  const remove = async (keys: string[]): Promise<void> => {
    const Objects = keys.map((Key) => ({ Key }));
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: buckets.exports, Delete: { Quiet: true, Objects } }));
    if (Errors.length > 0) throw new Error(`storage kept ${Errors.length} of ${keys.length} objects of a copy: ${Errors[0]?.Code}`);
  };
  return {
    async *lines(part) {
      const text = createInterface({ input: await read(buckets.exports, partKey(part)), crlfDelay: Number.POSITIVE_INFINITY });
      for await (const line of text) if (line !== '') yield PartLine.parse(JSON.parse(line));
    },
    document: (part, document) => read(buckets.exports, documentKey(part, document)),
    async hasFile(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: buckets.documents, Key: key }));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    file: (key) => read(buckets.documents, key),
    async writeArchive(exportId, archive) {
      let bytes = 0;
      const counted = archive.pipe(new PassThrough()).on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      archive.once('error', (error) => counted.destroy(error));
      await new Upload({
        client,
        params: {
          Bucket: buckets.exports,
          Key: archiveKey(exportId),
          Body: counted,
          ContentType: 'application/zip',
          ContentDisposition: `attachment; filename="${ARCHIVE_NAME}"`,
        },
        queueSize: 1,
        partSize: PART_BYTES,
      }).done();
      return bytes;
    },
    link: (exportId, seconds) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: buckets.exports, Key: archiveKey(exportId) }), { expiresIn: seconds }),
    eraseParts: (exportId) => remove(partKeys(exportId)),
    erase: (exportId) => remove([...partKeys(exportId), archiveKey(exportId)]),
  };
};
