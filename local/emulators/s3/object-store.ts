import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

export interface StoredObject {
  key: string;
  /** MD5 in hexadecimal, without quotes. */
  etag: string;
  /** In bytes. */
  size: number;
  /** Milliseconds since the epoch. */
  modified: number;
  /** Content headers and `x-amz-meta-*`, as they were sent. */
  headers: Record<string, string>;
  /** Where its bytes are. */
  file: string;
}

/** Bytes that have arrived and that no key leads to yet. */
export interface ReceivedBody {
  etag: string;
  size: number;
  /** CRC-32 of the bytes, in base64 as S3 writes it. */
  crc32: string;
  /** Name in the folder of bodies. */
  blob: string;
}

export interface ObjectStore {
  receive(body: AsyncIterable<Buffer>): Promise<ReceivedBody>;
  discard(body: ReceivedBody): void;
  read(body: ReceivedBody): AsyncIterable<Buffer>;
  /** Makes the body the object of that key, in one step: a reader sees the old object or the new one, never half of one. */
  put(bucket: string, key: string, body: ReceivedBody, headers: Record<string, string>): StoredObject;
  find(bucket: string, key: string): StoredObject | undefined;
  /** False when there was none. */
  delete(bucket: string, key: string): boolean;
  /** Objects by key in the order of their bytes, from the first key that is `from` or comes after. */
  from(bucket: string, from: string): Iterable<StoredObject>;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT, key TEXT, etag TEXT, size INTEGER, modified INTEGER, headers TEXT, blob TEXT, PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID`;

interface Row {
  key: string;
  etag: string;
  size: number;
  modified: number;
  headers: string;
  blob: string;
}

/** Objects on disk: bytes in one file each, and where each key leads in a SQLite table. */
export const openObjectStore = (folder: string): ObjectStore => {
  const bodies = join(folder, 'bodies');
  mkdirSync(bodies, { recursive: true });
  const database = new DatabaseSync(join(folder, 'objects.db'));
  database.exec(schema);
  const select = database.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?');
  const scan = 'SELECT * FROM objects WHERE bucket = ? AND key >= ? ORDER BY key';
  const replace = database.prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?');

  const stored = ({ headers, blob, ...row }: Row): StoredObject => ({ ...row, headers: JSON.parse(headers), file: join(bodies, blob) });
  const row = (bucket: string, key: string) => select.get(bucket, key) as unknown as Row | undefined;
  const erase = (blob: string) => rmSync(join(bodies, blob), { force: true });

  return {
    async receive(body) {
      const blob = randomUUID();
      const md5 = createHash('md5');
      let size = 0;
      let checksum = 0;
      const measured = async function* () {
        for await (const part of body) {
          md5.update(part);
          checksum = crc32(part, checksum);
          size += part.length;
          yield part;
        }
      };
      try {
        await pipeline(measured, createWriteStream(join(bodies, blob)));
      } catch (error) {
        erase(blob);
        throw error;
      }
      const base64 = Buffer.alloc(4);
      base64.writeUInt32BE(checksum);
      return { etag: md5.digest('hex'), size, crc32: base64.toString('base64'), blob };
    },
    discard: ({ blob }) => erase(blob),
    read: ({ blob }) => createReadStream(join(bodies, blob)),
    put(bucket, key, { etag, size, blob }, headers) {
      const before = row(bucket, key);
      const modified = Date.now();
      replace.run(bucket, key, etag, size, modified, JSON.stringify(headers), blob);
      if (before) erase(before.blob);
      return { key, etag, size, modified, headers, file: join(bodies, blob) };
    },
    find(bucket, key) {
      const found = row(bucket, key);
      return found && stored(found);
    },
    delete(bucket, key) {
      const found = row(bucket, key);
      if (!found) return false;
      remove.run(bucket, key);
      erase(found.blob);
      return true;
    },
    *from(bucket, from) {
      for (const found of database.prepare(scan).iterate(bucket, from)) yield stored(found as unknown as Row);
    },
    close: () => database.close(),
  };
};
