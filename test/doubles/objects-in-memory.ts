import { createHash } from 'node:crypto';
import type { NewObject, ObjectStore } from '../../functions/fiches/store/object-store.ts';

export interface ObjectsInMemory extends ObjectStore {
  kept: Map<string, NewObject>;
  /** How many times a body was handed out. */
  reads: number;
}

/** A bucket in memory: as S3 does, it tells of an object's etag, and replaces only what was read. */
export const objectsInMemory = (): ObjectsInMemory => {
  const kept = new Map<string, NewObject>();
  const etagOf = (key: string): string | undefined => {
    const object = kept.get(key);
    return object && `"${createHash('md5').update(object.body).digest('hex')}"`;
  };
  const bucket: ObjectsInMemory = {
    kept,
    reads: 0,
    read: async (key) => {
      const [object, etag] = [kept.get(key), etagOf(key)];
      if (!object || etag === undefined) return undefined;
      bucket.reads++;
      return { body: object.body, etag };
    },
    readUnless: async (key, etag) => (etagOf(key) === etag ? 'unchanged' : bucket.read(key)),
    write: async (key, object) => {
      kept.set(key, object);
    },
    replace: async (key, object, read) => {
      if (etagOf(key) !== read?.etag) return false;
      kept.set(key, object);
      return true;
    },
  };
  return bucket;
};
