import { createHash } from 'node:crypto';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type FileId, type FileType, MAX_FILE_BYTES } from '../../../schemas/document.ts';

export interface Arrival {
  /** Empty when there are more than a file may have: those are not read. */
  bytes: Uint8Array;
  size: number;
}

/**
 * Where the bytes of files are. What comes in lies apart, and nobody can be given a link to it: only what was checked is written to where files
 * are read, by whoever checked it, and never written again.
 */
export interface FileBucket {
  /** A form that lets its bearer put this one file, of exactly this size. */
  presign(id: FileId, size: number, seconds: number): Promise<{ url: string; fields: Record<string, string> }>;
  /** The very object that was scanned; `other` when it is another one meanwhile, `gone` when there is none. */
  arrival(id: FileId, eTag: string): Promise<Arrival | 'other' | 'gone'>;
  hasArrived(id: FileId): Promise<boolean>;
  /** Puts what has arrived into its place once more, so that it is scanned once more. */
  bringAgain(id: FileId): Promise<void>;
  /** Brings a file of a deposit to where files come in; what was brought already is no longer there, and that is well. */
  bringDeposit(id: FileId): Promise<void>;
  dropDeposit(id: FileId): Promise<void>;
  /** A copy for whoever asked for one; gives its sha256 in hexadecimal. Throws when there is no such file. */
  copy(id: FileId, copyId: string): Promise<string>;
  dropArrival(id: FileId): Promise<void>;
  keep(id: FileId, bytes: Uint8Array, type: FileType): Promise<void>;
  keepPreview(id: FileId, bytes: Uint8Array): Promise<void>;
  /** Throws when it is not there. */
  read(id: FileId, what: 'file' | 'preview'): Promise<Uint8Array>;
  /** Nothing of these files is left; those that are gone already are no error. */
  erase(ids: readonly FileId[]): Promise<void>;
}

const arrivalKey = (id: FileId): string => `incoming/${id}`;
const depositKey = (id: FileId): string => `deposits/${id}`;
const keys = { file: (id: FileId): string => `files/${id}`, preview: (id: FileId): string => `previews/${id}` };

export const keyOfFile = keys.file;

/** S3 deletes a thousand objects at a time; a file has four names. */
const TOGETHER = 250;

const ARRIVAL_NAME = /^incoming\/([0-9a-f-]{36})$/;

/** The id of the file that an object of what comes in is; undefined for any other object. */
export const arrivedFile = (key: string): string | undefined => ARRIVAL_NAME.exec(key)?.[1];

const isStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;

export const fileBucket = (client: S3Client, bucket: string): FileBucket => {
  const get = async (key: string, IfMatch?: string) => client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch }));
  const put = (key: string, Body: Uint8Array, ContentType?: string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType }));
  const remove = async (names: string[]): Promise<void> => {
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Quiet: true, Objects: names.map((Key) => ({ Key })) } }),
    );
    if (Errors.length > 0) throw new Error(`storage kept ${Errors.length} of ${names.length} objects that were to go: ${Errors[0]?.Code}`);
  };
  return {
    presign: async (id, size, seconds) => {
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: arrivalKey(id),
        Conditions: [['content-length-range', size, size]],
        Expires: seconds,
      });
      return { url, fields };
    },
    async arrival(id, eTag) {
      try {
        const { Body, ContentLength: size = 0 } = await get(arrivalKey(id), `"${eTag}"`);
        if (size <= MAX_FILE_BYTES) return { size, bytes: (await Body?.transformToByteArray()) ?? new Uint8Array() };
        (Body as { destroy?: () => void } | undefined)?.destroy?.();
        return { size, bytes: new Uint8Array() };
      } catch (error) {
        if (error instanceof NoSuchKey) return 'gone';
        if (isStatus(error, 412)) return 'other';
        throw error;
      }
    },
    async hasArrived(id) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: arrivalKey(id) }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
    async bringAgain(id) {
      const { Body } = await get(arrivalKey(id));
      await put(arrivalKey(id), (await Body?.transformToByteArray()) ?? new Uint8Array());
    },
    async bringDeposit(id) {
      const key = depositKey(id);
      const deposited = await get(key).catch((error: unknown) => {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      });
      if (!deposited) return;
      await put(arrivalKey(id), (await deposited.Body?.transformToByteArray()) ?? new Uint8Array());
      await remove([key]);
    },
    dropDeposit: (id) => remove([depositKey(id)]),
    async copy(id, copyId) {
      const { Body, ContentType } = await get(keys.file(id));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      await put(`copies/${copyId}`, bytes, ContentType);
      return createHash('sha256').update(bytes).digest('hex');
    },
    dropArrival: (id) => remove([arrivalKey(id)]),
    keep: async (id, bytes, type) => {
      await put(keys.file(id), bytes, type);
    },
    keepPreview: async (id, bytes) => {
      await put(keys.preview(id), bytes, 'image/jpeg');
    },
    read: async (id, what) => (await (await get(keys[what](id))).Body?.transformToByteArray()) ?? new Uint8Array(),
    async erase(ids) {
      for (let first = 0; first < ids.length; first += TOGETHER)
        await remove(ids.slice(first, first + TOGETHER).flatMap((id) => [depositKey(id), arrivalKey(id), keys.file(id), keys.preview(id)]));
    },
  };
};
