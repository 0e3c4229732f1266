import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, chunkName, packChunks, type Recipient, readChunkName } from '../../functions/alerts/rules/chunks.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const entry = (person: number, space: number): Recipient => ({
  accountId: AccountId.parse(uuid(person)),
  spaceId: SpaceId.parse(uuid(space)),
});

/** An audience in key order: how many spaces each person follows from. */
const audience = fc
  .array(fc.integer({ min: 1, max: 4 }), { maxLength: 160 })
  .map((spaces) => spaces.flatMap((count, person) => Array.from({ length: count }, (_, space) => entry(person, space))));

const readInPages = (entries: Recipient[], sizes: number[]): Recipient[][] => {
  const chunks: Recipient[][] = [];
  let lastPerson: AccountId | null = null;
  for (let at = 0, page = 0; at < entries.length; page++) {
    const read: Recipient[] = entries.slice(at, at + (sizes[page % sizes.length] ?? 1));
    chunks.push(...packChunks(read, lastPerson));
    lastPerson = read.at(-1)?.accountId ?? lastPerson;
    at += read.length;
  }
  return chunks;
};

describe('packing an audience', () => {
  it('puts each person in exactly one chunk, whatever the pages', () => {
    fc.assert(
      fc.property(audience, fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 6 }), (entries, sizes) => {
        const packed = readInPages(entries, sizes)
          .flat()
          .map(({ accountId }) => accountId);
        expect(packed).toEqual([...new Set(entries.map(({ accountId }) => accountId))]);
      }),
    );
  });

  it('never makes a chunk that is empty or more than one call takes', () => {
    fc.assert(
      fc.property(audience, fc.integer({ min: 1, max: 500 }), (entries, size) => {
        for (const chunk of readInPages(entries, [size])) {
          expect(chunk.length).toBeGreaterThan(0);
          expect(chunk.length).toBeLessThanOrEqual(CHUNK);
        }
      }),
    );
  });

  it('fills every chunk of a page but its last', () => {
    const entries = Array.from({ length: 120 }, (_, person) => entry(person, 0));
    expect(packChunks(entries, null).map((chunk) => chunk.length)).toEqual([50, 50, 20]);
  });

  it('keeps the first of the spaces of a person', () => {
    expect(packChunks([entry(1, 1), entry(1, 2), entry(2, 1)], null)).toEqual([[entry(1, 1), entry(2, 1)]]);
    expect(packChunks([entry(1, 3), entry(2, 1)], entry(1, 2).accountId)).toEqual([[entry(2, 1)]]);
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
