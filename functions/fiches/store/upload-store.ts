import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { ImportId } from '../../../schemas/import.ts';
import { MAX_ARCHIVE_BYTES } from '../../../schemas/routes/imports.ts';

export interface Upload {
  url: string;
  fields: Record<string, string>;
}

export interface UploadedArchive {
  bytes: Buffer;
  /** Changes with the bytes and with nothing else: under a key of ours, storage's own tag is another one each time the same archive is sent. */
  tag: string;
}

/** Where archives wait for their import, each under the id of its own. */
export interface UploadStore {
  /** A form that lets its bearer put this one archive, no larger than DILA's could be, for `seconds`. */
  presign(id: ImportId, seconds: number): Promise<Upload>;
  /** Held in memory whole: `MAX_ARCHIVE_BYTES` at most; `too-large` when somebody got a larger one in. */
  read(id: ImportId): Promise<UploadedArchive | 'too-large'>;
  write(id: ImportId, bytes: Buffer): Promise<void>;
}

export const archiveKey = (id: string): string => `imports/${id}.zip`;

const ZIP = 'application/zip';

export const uploadStore = (client: S3Client, bucket: string): UploadStore => ({
  presign: async (id, seconds) => {
    const { url, fields } = await createPresignedPost(client, {
      Bucket: bucket,
      Key: archiveKey(id),
      Conditions: [['content-length-range', 1, MAX_ARCHIVE_BYTES]],
      Expires: seconds,
    });
    return { url, fields };
  },
  read: async (id) => {
    const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: archiveKey(id) }));
    if (ContentLength > MAX_ARCHIVE_BYTES) {
      if (Body instanceof Readable) Body.destroy();
      return 'too-large';
    }
    const sent = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
    return { bytes, tag: createHash('sha256').update(bytes).digest('hex') };
  },
  write: async (id, bytes) => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: archiveKey(id), Body: bytes, ContentType: ZIP }));
  },
});
