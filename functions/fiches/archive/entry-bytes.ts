import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ArchiveRefused, refusalOf } from './refusal.ts';

const collect = async (stream: Readable, most: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new ArchiveRefused('Un fichier de l’archive est plus gros qu’il ne l’annonce.');
    parts.push(part);
  }
  return Buffer.concat(parts, size);
};

/**
 * The inflated bytes of one entry, checked against its checksum. Stops at `most` bytes whatever the headers say: a file that lies about its
 * size never fills the memory. Throws ArchiveRefused.
 */
export const entryBytes = async (zip: ZipFile, entry: Entry, most: number): Promise<Buffer> => {
  try {
    const bytes = await collect(await zip.openReadStreamPromise(entry), most);
    if (crc32(bytes) !== entry.crc32) throw new Error('checksum differs');
    return bytes;
  } catch (error) {
    throw refusalOf(error);
  }
};
