import type { AccountId } from '../../../schemas/account.ts';
import { CALL } from './chunks.ts';
import type { Reader } from './digest-merge.ts';

/** Chunks that one transaction takes. */
const CHUNKS_PER_PAGE = 10;
/** Revisions told by one chunk, all its people together: it stays far under the 400 KB of an item, and a page of them under the 4 MB of a transaction. */
const TELLINGS_PER_CHUNK = 4000;

export interface DigestPage {
  chunks: Reader[][];
  /** Who comes last in them; null when nobody is left. */
  last: AccountId | null;
  /** Nobody comes after. */
  ended: boolean;
}

/** Takes the next page from readers in order: full chunks, save the last one of all. */
export const takePage = async (readers: AsyncIterator<Reader, void>): Promise<DigestPage> => {
  const chunks: Reader[][] = [];
  let chunk: Reader[] = [];
  let tellings = 0;
  while (chunks.length < CHUNKS_PER_PAGE) {
    const next = await readers.next();
    if (next.done) {
      if (chunk.length > 0) chunks.push(chunk);
      return { chunks, last: chunks.at(-1)?.at(-1)?.accountId ?? null, ended: true };
    }
    chunk.push(next.value);
    tellings += next.value.tellings.length;
    if (chunk.length < CALL && tellings < TELLINGS_PER_CHUNK) continue;
    chunks.push(chunk);
    chunk = [];
    tellings = 0;
  }
  return { chunks, last: chunks.at(-1)?.at(-1)?.accountId ?? null, ended: false };
};
