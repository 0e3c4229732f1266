import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

export interface StoredObject {
  body: string;
  /** Changes with the body. */
  etag: string;
}

export interface NewObject {
  body: string;
  /** Media type. */
  type: string;
  /** How long browsers and the edge may keep it. */
  cache?: string;
}

/** The part of a bucket that this capability needs. */
export interface ObjectStore {
  read(key: string): Promise<StoredObject | undefined>;
  /** As `read`, or `unchanged` without its body when it still has this etag. */
  readUnless(key: string, etag: string): Promise<StoredObject | 'unchanged' | undefined>;
  write(key: string, object: NewObject): Promise<void>;
  /** Only while the object is still the one that was read (undefined: there was none); false when somebody wrote meanwhile. */
  replace(key: string, object: NewObject, read: StoredObject | undefined): Promise<boolean>;
}

const failedWith = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;

export const bucket = (client: S3Client, name: string): ObjectStore => {
  const get = async (key: string, etag?: string): Promise<StoredObject | 'unchanged' | undefined> => {
    try {
      const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket: name, Key: key, IfNoneMatch: etag }));
      return ETag === etag ? 'unchanged' : { body: (await Body?.transformToString()) ?? '', etag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      if (failedWith(error, 304)) return 'unchanged';
      throw error;
    }
  };
  const put = (key: string, { body, type, cache }: NewObject, condition: { IfMatch?: string; IfNoneMatch?: string } = {}) =>
    client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body, ContentType: type, CacheControl: cache, ...condition }));
  return {
    read: async (key) => {
      const found = await get(key);
      return found === 'unchanged' ? undefined : found;
    },
    readUnless: get,
    write: async (key, object) => {
      await put(key, object);
    },
    replace: async (key, object, read) => {
      try {
        await put(key, object, read ? { IfMatch: read.etag } : { IfNoneMatch: '*' });
        return true;
      } catch (error) {
        if (failedWith(error, 412) || failedWith(error, 409)) return false;
        throw error;
      }
    },
  };
};
