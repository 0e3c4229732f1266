import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, chunkName, packChunks, type Recipient, readChunkName } from '../../functions/alerts/rules/chunks.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const entry = (person: number, space: number): Recipient => ({
  accountId: AccountId.parse(uuid(person)),
  spaceId: SpaceId.parse(uuid(space)),
});

describe('packing people', () => {
  it('puts each of them in exactly one chunk, in order, and fills all chunks but the last', () => {
    fc.assert(
      fc.property(fc.nat(3 * CHUNK), (count) => {
        const people = Array.from({ length: count }, (_, person) => entry(person, 0));
        const chunks = packChunks(people);
        expect(chunks.flat()).toEqual(people);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === CHUNK)).toBe(true);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= CHUNK)).toBe(true);
      }),
    );
  });
});

describe('the name of a chunk', () => {
  it('is read back as it was written, and fits a mail tag', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.nat(2_000_000), (shard, chunk) => {
        const part = String(shard).padStart(2, '0');
        const name = chunkName({ part, chunk });
        expect(name).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        expect(readChunkName(name)).toEqual({ part, chunk });
      }),
    );
  });

  it.each(['', '07', '7-000003', '07-3', '07-000003-1', 'aa-000003', '07#000003'])('is not %j', (text) => {
    expect(readChunkName(text)).toBeUndefined();
  });
});
