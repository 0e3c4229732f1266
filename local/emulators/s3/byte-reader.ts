/** Reads a stream of bytes piece by piece, never holding more than it was asked to look at. */
export interface ByteReader {
  /** The bytes before `mark`, which is passed over. Throws when the stream ends first, or when more than `limit` bytes come before it. */
  until(mark: Buffer, limit: number): Promise<Buffer>;
  /** Exactly `count` bytes, as they come. Throws when the stream ends first. */
  take(count: number): AsyncGenerator<Buffer>;
  /** All the bytes before `mark`, as they come; the mark is passed over. Throws when the stream ends first. */
  streamUntil(mark: Buffer): AsyncGenerator<Buffer>;
}

export class StreamEnded extends Error {}

export const byteReader = (source: AsyncIterable<Buffer>): ByteReader => {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  const more = async (): Promise<void> => {
    const { done, value } = await chunks.next();
    if (done) throw new StreamEnded('the body ends before its time');
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  };
  const drop = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };

  return {
    async until(mark, limit) {
      for (;;) {
        const at = held.indexOf(mark);
        if (at > limit || (at < 0 && held.length > limit + mark.length))
          throw new Error(`more than ${limit} bytes where fewer were expected`);
        if (at >= 0) {
          const found = drop(at);
          drop(mark.length);
          return found;
        }
        await more();
      }
    },
    async *take(count) {
      let left = count;
      while (left > 0) {
        if (held.length === 0) await more();
        const part = drop(Math.min(left, held.length));
        left -= part.length;
        yield part;
      }
    },
    async *streamUntil(mark) {
      for (;;) {
        const at = held.indexOf(mark);
        if (at >= 0) {
          if (at > 0) yield drop(at);
          drop(mark.length);
          return;
        }
        const safe = held.length - mark.length + 1;
        if (safe > 0) yield drop(safe);
        await more();
      }
    },
  };
};
