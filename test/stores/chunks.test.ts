import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChunkPerson } from '../../functions/alerts/rules/chunks.ts';
import { type ChunkStore, chunkStore, type Reservation } from '../../functions/alerts/store/chunks.ts';
import { pageWriter, type WritePage } from '../../functions/alerts/store/page-writer.ts';
import { type PartStore, partStore } from '../../functions/alerts/store/parts.ts';
import { ledgerReader, type PublicationStore, publicationStore, type ReadLedger } from '../../functions/alerts/store/publications.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type Announcement, type PublicationId, publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aPage } from '../doubles/page-steps.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';

interface Stores {
  publications: PublicationStore;
  parts: PartStore;
  chunks: ChunkStore;
  writePage: WritePage;
  readLedger: ReadLedger;
}

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const onEngine = (): Stores => {
  const table = dynamo.tables.publications;
  return {
    publications: publicationStore(dynamo.client, table),
    parts: partStore(dynamo.client, table),
    chunks: chunkStore(dynamo.client, table),
    writePage: pageWriter(dynamo.client, { publications: table, digests: dynamo.tables.digests }),
    readLedger: ledgerReader(dynamo.client, table),
  };
};

const start = new Date('2026-03-02T08:00:00.000Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
/** Every third follows from a space that is not their own. */
const people = (count: number): ChunkPerson[] =>
  Array.from({ length: count }, (_, n) => ({
    accountId: AccountId.parse(randomUUID()),
    spaceId: n % 3 === 2 ? SpaceId.parse(randomUUID()) : null,
  }));
const nothing = { accepted: [], failed: [], left: [] };
const positions = (reservation: Reservation): number[] => reservation.pending.map(({ position }) => position);

let revision = 1;

describe.each([
  ['the real engine', onEngine],
  ['the doubles of the use cases', publicationsInMemory as () => Stores],
])('the chunks of a publication on %s', (_, open) => {
  let stores: Stores;
  let announcement: Announcement;
  let id: PublicationId;

  beforeEach(async () => {
    stores = open();
    revision += 1;
    announcement = anAnnouncement({ revision });
    id = publicationId(announcement);
    await stores.publications.create(
      announcement,
      [
        { part: '00', shards: ['00', '01'] },
        { part: '07', shards: ['07'] },
      ],
      start,
    );
  });

  const progressOf = async (part: string) => {
    const progress = await stores.parts.find(id, part);
    if (!progress) throw new Error('no such part');
    return progress;
  };
  const writeChunks = async (chunks: ChunkPerson[][], part = '00') =>
    stores.writePage(id, await progressOf(part), aPage(chunks, { position: 0, after: 'x' }), later(1));
  const reserve = async (chunk: number, at: number): Promise<Reservation> => {
    const reservation = await stores.chunks.reserve({ publicationId: id, part: '00', chunk }, later(at), later(at + 25));
    if (typeof reservation === 'string') throw new Error(reservation);
    return reservation;
  };
  const unsent = async (at: number): Promise<number[]> =>
    (await stores.chunks.unsent(id, await progressOf('00'), later(at))).map(({ chunk }) => chunk);

  it('are each with one worker until its lease ends', async () => {
    await writeChunks([people(3)]);
    const ref = { publicationId: id, part: '00', chunk: 0 };
    expect(await reserve(0, 10)).toMatchObject({ attempt: 1, recovered: false });
    expect(await stores.chunks.reserve(ref, later(11), later(36))).toBe('busy');
    expect(await stores.chunks.reserve(ref, later(35), later(60))).toBe('busy');
    expect(await reserve(0, 36)).toMatchObject({ attempt: 2, recovered: true });
  });

  it('are recorded together with their part, and only by the worker who holds them', async () => {
    await writeChunks([people(4)]);
    const lost = await reserve(0, 0);
    const holder = await reserve(0, 30);
    await expect(stores.chunks.settle(lost, { ...nothing, accepted: positions(lost) }, later(31))).rejects.toThrow('condition failed');
    expect(await stores.readLedger(id)).toMatchObject({ accepted: 0 });
    await stores.chunks.settle(holder, { accepted: [0, 1], failed: [2], left: [3] }, later(32));
    expect(await stores.readLedger(id)).toMatchObject({ expected: 4, accepted: 2, failed: 1, left: 1 });
    expect(await progressOf('00')).toMatchObject({ sent: 1, movedAt: later(32).toISOString() });
    expect(await stores.chunks.reserve(holder, later(99), later(120))).toBe('sent');
  });

  it('keep those who wait for another try, and only those', async () => {
    await writeChunks([people(5)]);
    await stores.chunks.settle(await reserve(0, 0), { accepted: [1, 3], failed: [], left: [4] }, later(1));
    const again = await reserve(0, 2);
    expect(again).toMatchObject({ attempt: 2, recovered: false });
    expect(positions(again)).toEqual([0, 2]);
    await stores.chunks.settle(again, nothing, later(3));
    const third = await reserve(0, 4);
    expect(positions(third)).toEqual([0, 2]);
    await stores.chunks.settle(third, { ...nothing, accepted: [0, 2] }, later(5));
    expect(await progressOf('00')).toMatchObject({ sent: 1 });
    expect(await stores.readLedger(id)).toMatchObject({ expected: 5, accepted: 4, left: 1 });
  });

  it('are named that nobody holds and that are not sent', async () => {
    await writeChunks([people(1), people(1), people(1)]);
    await writeChunks([people(1)], '07');
    await reserve(0, 10);
    await stores.chunks.settle(await reserve(1, 10), { ...nothing, accepted: [0] }, later(11));
    expect(await unsent(12)).toEqual([2]);
    expect(await unsent(40)).toEqual([0, 2]);
  });

  it('keep what is noted of them, which their part counts once they are settled', async () => {
    await writeChunks([people(6)]);
    const holder = await reserve(0, 0);
    await stores.chunks.note(holder, { accepted: [0, 1], failed: [], left: [2] });
    await stores.chunks.note(holder, { accepted: [3], failed: [], left: [] });
    await stores.chunks.note(holder, nothing);
    expect(await stores.readLedger(id)).toMatchObject({ accepted: 0, left: 0 });
    expect(await stores.chunks.reserve(holder, later(1), later(26))).toBe('busy');
    await stores.chunks.settle(holder, { accepted: [4], failed: [5], left: [] }, later(2));
    expect(await stores.readLedger(id)).toMatchObject({ expected: 6, accepted: 4, failed: 1, left: 1 });
    expect(await progressOf('00')).toMatchObject({ sent: 1 });
  });

  it('give the next worker all that was noted when the one before did not come back, and count each person once', async () => {
    await writeChunks([people(5)]);
    const first = await reserve(0, 0);
    await stores.chunks.settle(first, { accepted: [4], failed: [], left: [] }, later(1));
    const second = await reserve(0, 2);
    await stores.chunks.note(second, { accepted: [0, 1], failed: [], left: [] });
    const third = await reserve(0, 30);
    expect(third).toMatchObject({ attempt: 3, recovered: true });
    expect(positions(third)).toEqual([2, 3]);
    await expect(stores.chunks.note(second, { ...nothing, accepted: [2] })).rejects.toThrow('condition failed');
    await stores.chunks.settle(third, { ...nothing, accepted: [2, 3] }, later(31));
    expect(await stores.readLedger(id)).toMatchObject({ expected: 5, accepted: 5 });
    expect(await progressOf('00')).toMatchObject({ sent: 1 });
  });

  it('may have all of their people noted and nobody left to send to', async () => {
    await writeChunks([people(2)]);
    await stores.chunks.note(await reserve(0, 0), { ...nothing, accepted: [0, 1] });
    const next = await reserve(0, 30);
    expect(positions(next)).toEqual([]);
    await stores.chunks.settle(next, nothing, later(31));
    expect(await stores.readLedger(id)).toMatchObject({ accepted: 2 });
    expect(await progressOf('00')).toMatchObject({ sent: 1 });
  });
});
