import { byteReader } from './byte-reader.ts';

const LINE = Buffer.from('\r\n');
const LONGEST_LINE = 4_096;

/**
 * Takes the frames of `aws-chunked` off a body, so that what is kept is what was sent. Headers that come after the data, such as its
 * checksum, are put in `trailers` once it has been read to the end.
 */
export async function* decodeChunked(source: AsyncIterable<Buffer>, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  const reader = byteReader(source);
  const line = async () => (await reader.until(LINE, LONGEST_LINE)).toString('latin1');
  for (;;) {
    const size = Number.parseInt(await line(), 16);
    if (!(size >= 0)) throw new Error('a chunk of the body has no size');
    if (size === 0) break;
    yield* reader.take(size);
    await line();
  }
  for (let trailer = await line(); trailer !== ''; trailer = await line()) {
    const [name = '', ...value] = trailer.split(':');
    trailers.set(name.trim().toLowerCase(), value.join(':').trim());
  }
}

export const isChunked = (headers: NodeJS.Dict<string | string[]>): boolean =>
  String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
