import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reader } from '../../functions/alerts/rules/digest-merge.ts';
import { type ChunkStore, chunkStore } from '../../functions/alerts/store/chunks.ts';
import { type DigestPages, digestPages } from '../../functions/alerts/store/digest-pages.ts';
import {
  type DigestStore,
  digestLedgerReader,
  digestLister,
  digestStore,
  type ReadDigestLedger,
} from '../../functions/alerts/store/digests.ts';
import { type PartStore, partStore } from '../../functions/alerts/store/parts.ts';
import { type PublicationStore, publicationStore } from '../../functions/alerts/store/publications.ts';
import { packTellings, unpackTellings } from '../../functions/alerts/store/tellings.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type DigestId, digestId, Slot } from '../../schemas/digest.ts';
import { publicationId } from '../../schemas/publication.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';

interface Stores {
  digests: DigestStore;
  pages: DigestPages;
  readLedger: ReadDigestLedger;
  publications: PublicationStore;
  parts: PartStore;
  chunks: ChunkStore;
}

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const onEngine = (): Stores => {
  const { client, tables } = dynamo;
  return {
    digests: digestStore(client, tables),
    pages: digestPages(client, tables.publications),
    readLedger: digestLedgerReader(client, tables.publications),
    publications: publicationStore(client, tables.publications),
    parts: partStore(client, tables.publications),
    chunks: chunkStore(client, tables.publications),
  };
};
const inMemory = (): Stores => {
  const { digests, ...stores } = publicationsInMemory();
  return { ...stores, ...digests, digests: digests.store };
};

const at = new Date('2026-11-23T07:00:30.000Z');
const revision = (number: number) => publicationId({ audience: 'particuliers', ficheId: 'F2', revision: number });
const reader = (...revisions: number[]): Reader => ({
  accountId: AccountId.parse(randomUUID()),
  tellings: revisions.map((number) => ({ publicationId: revision(number), spaceId: SpaceId.parse(randomUUID()) })),
});
const page = (chunks: Reader[][], ended = false) => ({ chunks, last: chunks.at(-1)?.at(-1)?.accountId ?? null, ended });

/** Each test has a slot of its own. */
let hour = 0;

describe.each([
  ['the real engine', onEngine],
  ['the doubles of the use cases', inMemory],
])('digests on %s', (_, open) => {
  let stores: Stores;
  let slot: Slot;
  let id: DigestId;
  const progress = async (part = '03') => {
    const found = await stores.parts.find(id, part);
    if (!found) throw new Error('no part');
    return found;
  };

  beforeEach(async () => {
    stores = open();
    hour += 1;
    slot = Slot.parse(new Date(Date.UTC(2026, 10, 23, hour)).toISOString().replace(':00.000Z', 'Z'));
    id = digestId(slot);
    await stores.digests.create(
      slot,
      ['03', '07'].map((part) => ({ part, shards: [part] })),
      at,
    );
  });

  it('are created once, with their parts, and are unfinished until they end', async () => {
    await stores.digests.create(slot, [{ part: '09', shards: ['09'] }], new Date());
    expect((await stores.parts.list(id)).map(({ part }) => part)).toEqual(['03', '07']);
    expect(await stores.publications.unfinished()).toContain(id);
    expect(await stores.readLedger(id)).toMatchObject({ digestId: id, slot, state: 'planned', startedAt: at.toISOString(), expected: 0 });
    expect(await stores.publications.end(id, at)).toBe(true);
    expect(await stores.publications.end(id, at)).toBe(false);
    expect(await stores.publications.unfinished()).not.toContain(id);
    expect(await stores.readLedger(id)).toMatchObject({ state: 'done' });
  });

  it('have no announcement of their own', async () => {
    expect(await stores.publications.announcement(id)).toBeUndefined();
  });

  it('move their cursor with the chunks, once', async () => {
    const [first, second] = [[reader(1), reader(1, 2)], [reader(2)]];
    const start = await progress();
    expect(await stores.pages.advance(id, start, page([first, second]), at)).toBe(true);
    expect(await stores.pages.advance(id, start, page([[reader(3)]]), at)).toBe(false);
    expect(await progress()).toMatchObject({ position: 0, after: second[0]?.accountId, chunks: 2, enqueued: 0 });
    expect(await stores.pages.advance(id, await progress(), page([], true), at)).toBe(true);
    expect(await progress()).toMatchObject({ position: 1, after: second[0]?.accountId, chunks: 2 });
    expect(await stores.readLedger(id)).toMatchObject({ state: 'sending', expected: 3 });
  });

  it('keep what each person of a chunk is told, in the order of their positions', async () => {
    const readers = [reader(1), reader(3, 1, 2), reader(2)];
    await stores.pages.advance(id, await progress('07'), page([[reader(9)], readers], true), at);
    const ref = { publicationId: id, part: '07', chunk: 1 };
    expect(await stores.pages.tellingsOf(ref)).toEqual(readers.map(({ tellings }) => tellings));
    const reservation = await stores.chunks.reserve(ref, at, new Date(at.getTime() + 10_000));
    if (typeof reservation === 'string') throw new Error(reservation);
    expect(reservation).toMatchObject({ channel: 'mail' });
    expect(reservation.pending.map(({ accountId }) => accountId)).toEqual(readers.map(({ accountId }) => accountId));
    await stores.chunks.settle(reservation, { accepted: [0], failed: [1], left: [2] }, at);
    expect(await stores.readLedger(id)).toMatchObject({ expected: 4, accepted: 1, failed: 1, left: 1 });
    expect(await stores.pages.tellingsOf(ref)).toHaveLength(3);
  });

  it('are unknown when nothing went out at their time', async () => {
    expect(await stores.readLedger(digestId(Slot.parse('2020-01-01T00:00Z')))).toBeUndefined();
  });
});

describe('digests that went out', () => {
  it('are listed, the latest first, page by page', async () => {
    const { client, tables } = dynamo;
    const slots = ['2027-01-01T07:00Z', '2027-01-02T07:00Z', '2027-01-03T07:00Z'].map((text) => Slot.parse(text));
    for (const slot of slots.toSorted().toReversed()) await digestStore(client, tables).create(slot, [{ part: '00', shards: ['00'] }], at);
    const list = digestLister(client, tables.digests);
    const first = await list(undefined, 2);
    expect(first.items).toEqual(
      ['20270103T0700Z', '20270102T0700Z'].map((name, rank) => ({
        digestId: `digest-${name}`,
        slot: slots[2 - rank],
        startedAt: at.toISOString(),
      })),
    );
    expect((await list(first.last, 1)).items.map(({ slot }) => slot)).toEqual([slots[0]]);
  });
});

describe('what people are told', () => {
  it('takes four bytes a telling, and names each revision and space once', () => {
    const spaceId = SpaceId.parse(randomUUID());
    const readers = Array.from({ length: 50 }, () => ({
      accountId: AccountId.parse(randomUUID()),
      tellings: [1, 2, 3].map((number) => ({ publicationId: revision(number), spaceId })),
    }));
    const packed = packTellings(readers);
    expect(packed).toMatchObject({ publications: [1, 2, 3].map(revision), spaces: [spaceId] });
    expect(packed.told.byteLength).toBe(50 * (2 + 3 * 4));
    expect(unpackTellings(packed)).toEqual(readers.map(({ tellings }) => tellings));
  });
});
