import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ArchiveRefused, refusalOf } from './refusal.ts';

const STORED = 0;
const DEFLATED = 8;

/** No output at all is not a bound that the inflater takes. */
const FEWEST = 1;

const inflated = (packed: Buffer, { compressionMethod, uncompressedSize }: Entry, most: number): Buffer => {
  if (compressionMethod === STORED) return packed;
  if (compressionMethod !== DEFLATED) throw new Error('unsupported compression method');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(FEWEST, Math.min(most, uncompressedSize)) });
  } catch (error) {
    const isTooMuch = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooMuch ? new ArchiveRefused('Un fichier de l’archive est plus gros qu’il ne l’annonce.') : error;
  }
};

/** An archive that was opened, and all of its bytes. */
export interface OpenZip {
  zip: ZipFile;
  bytes: Buffer;
}

/**
 * The inflated bytes of one entry, checked against its checksum. Stops at `most` bytes whatever the headers say: a file that lies about its
 * size never fills the memory. In one call and not as a stream: an archive has thousands of small entries. Throws ArchiveRefused.
 */
export const entryBytes = async ({ zip, bytes }: OpenZip, entry: Entry, most: number): Promise<Buffer> => {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const content = inflated(bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize), entry, most);
    if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) throw new Error('size or checksum differs');
    return content;
  } catch (error) {
    throw refusalOf(error);
  }
};
