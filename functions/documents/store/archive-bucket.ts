import { PassThrough, type Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileId } from '../../../schemas/document.ts';
import type { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { keyOfFile } from './file-bucket.ts';

/** Where archives of spaces are made, and had for a day. */
export interface ArchiveBucket {
  /** The bytes of a file, as they come. */
  source(id: FileId): Promise<Readable>;
  /** Writes a stream as it comes; gives the bytes that were written. */
  write(id: WalletArchiveId, content: Readable): Promise<number>;
  /** An address that opens for some seconds, to be saved by that name. */
  address(id: WalletArchiveId, disposition: string): Promise<URL>;
  erase(id: WalletArchiveId): Promise<void>;
}

/** S3 takes no smaller part; so much, twice, is all that is held of an archive. */
const PART_BYTES = 5 * 1024 * 1024;
/** Whoever comes by a link is sent on to it at once. */
const ADDRESS_SECONDS = 10;

const archiveKey = (id: WalletArchiveId): string => `wallets/${id}.zip`;

export const archiveBucket = (client: S3Client, { documents, exports }: { documents: string; exports: string }): ArchiveBucket => ({
  async source(id) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: documents, Key: keyOfFile(id) }));
    return Body as Readable;
  },
  async write(id, content) {
    let bytes = 0;
    const counted = new PassThrough();
    content.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    content.on('error', (error) => counted.destroy(error));
    content.pipe(counted);
    const params = { Bucket: exports, Key: archiveKey(id), Body: counted, ContentType: 'application/zip' };
    await new Upload({ client, params, queueSize: 1, partSize: PART_BYTES }).done();
    return bytes;
  },
  async address(id, disposition) {
    const command = new GetObjectCommand({ Bucket: exports, Key: archiveKey(id), ResponseContentDisposition: disposition });
    return new URL(await getSignedUrl(client, command, { expiresIn: ADDRESS_SECONDS }));
  },
  async erase(id) {
    await client.send(new DeleteObjectCommand({ Bucket: exports, Key: archiveKey(id) }));
  },
});
