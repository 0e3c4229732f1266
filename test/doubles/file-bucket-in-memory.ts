import { createHash } from 'node:crypto';
import type { FileBucket } from '../../functions/documents/store/file-bucket.ts';
import type { FileId } from '../../schemas/document.ts';

export interface FileBucketInMemory extends FileBucket {
  /** Bytes by the name of the object. */
  objects: Map<string, Uint8Array>;
  /** What a form or a capability puts there; gives the tag that a scan would tell of. */
  put(name: string, bytes: Uint8Array): string;
  /** The next calls of this verb fail, as those of storage that is down do. */
  failNext(verb: keyof FileBucket, times?: number): void;
  /** The next call of this verb, once it was asked, answers with what it found only when it is let come. */
  holdNext(verb: keyof FileBucket): { asked: Promise<void>; come: () => void };
}

const tagOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** Storage as the functions behind documents see it, without a network. */
export const fileBucketInMemory = (): FileBucketInMemory => {
  const objects = new Map<string, Uint8Array>();
  const failures = new Map<keyof FileBucket, number>();
  const held = new Map<keyof FileBucket, { begin: () => void; released: Promise<void> }>();
  const put = (name: string, bytes: Uint8Array): string => {
    objects.set(name, bytes);
    return tagOf(bytes);
  };
  const found = (name: string): Uint8Array => {
    const bytes = objects.get(name);
    if (!bytes) throw new Error(`no object ${name}`);
    return bytes;
  };
  const verbs: FileBucket = {
    presign: async (id, size) => ({ url: 'https://storage.example', fields: { key: `incoming/${id}`, size: String(size) } }),
    async arrival(id, eTag) {
      const bytes = objects.get(`incoming/${id}`);
      if (!bytes) return 'gone';
      return tagOf(bytes) === eTag ? { bytes, size: bytes.length } : 'other';
    },
    hasArrived: async (id) => objects.has(`incoming/${id}`),
    bringAgain: async (id) => void put(`incoming/${id}`, found(`incoming/${id}`)),
    async bringDeposit(id) {
      const bytes = objects.get(`deposits/${id}`);
      if (bytes) put(`incoming/${id}`, bytes);
      objects.delete(`deposits/${id}`);
    },
    dropDeposit: async (id) => void objects.delete(`deposits/${id}`),
    async copy(id, copyId) {
      put(`copies/${copyId}`, found(`files/${id}`));
      return createHash('sha256')
        .update(found(`files/${id}`))
        .digest('hex');
    },
    dropArrival: async (id) => void objects.delete(`incoming/${id}`),
    keep: async (id, bytes) => void put(`files/${id}`, bytes),
    keepPreview: async (id, bytes) => void put(`previews/${id}`, bytes),
    read: async (id, what) => found(what === 'file' ? `files/${id}` : `previews/${id}`),
    async erase(ids: readonly FileId[]) {
      for (const id of ids) for (const folder of ['deposits', 'incoming', 'files', 'previews']) objects.delete(`${folder}/${id}`);
    },
  };
  const mayFail = Object.fromEntries(
    Object.entries(verbs).map(([name, verb]) => [
      name,
      async (...args: never[]) => {
        const left = failures.get(name as keyof FileBucket) ?? 0;
        if (left > 0) {
          failures.set(name as keyof FileBucket, left - 1);
          throw new Error(`storage is down: ${name}`);
        }
        const result = await (verb as (...given: never[]) => unknown)(...args);
        const hold = held.get(name as keyof FileBucket);
        held.delete(name as keyof FileBucket);
        hold?.begin();
        await hold?.released;
        return result;
      },
    ]),
  ) as unknown as FileBucket;
  return {
    ...mayFail,
    objects,
    put,
    failNext: (verb, times = 1) => void failures.set(verb, times),
    holdNext(verb) {
      const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held.set(verb, { begin: asked.resolve, released: released.promise });
      return { asked: asked.promise, come: released.resolve };
    },
  };
};
