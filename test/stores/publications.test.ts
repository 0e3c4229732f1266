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

let revision = 1;

describe.each([
  ['the real engine', onEngine],
  ['the doubles of the use cases', publicationsInMemory as () => Stores],
])('publications on %s', (_, open) => {
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

  it('are created once: a second time changes nothing', async () => {
    await stores.publications.create({ ...announcement, title: 'Autre' }, [{ part: '03', shards: ['03'] }], later(60));
    expect(await stores.publications.announcement(id)).toMatchObject({ title: announcement.title, passages: announcement.passages });
    expect((await stores.parts.list(id)).map(({ part, shards }) => ({ part, shards }))).toEqual([
      { part: '00', shards: ['00', '01'] },
      { part: '07', shards: ['07'] },
    ]);
    expect(await stores.publications.unfinished()).toContain(id);
    expect(await stores.readLedger(id)).toMatchObject({ state: 'planned', startedAt: start.toISOString(), endedAt: null, expected: 0 });
  });

  it('are done at once when nobody follows the fiche', async () => {
    const empty = anAnnouncement({ revision: 100_000 + revision });
    await stores.publications.create(empty, [], start);
    expect(await stores.publications.unfinished()).not.toContain(publicationId(empty));
    expect(await stores.readLedger(publicationId(empty))).toMatchObject({ state: 'done', endedAt: start.toISOString(), expected: 0 });
  });

  it('end once, and are then no longer looked after', async () => {
    expect(await stores.publications.end(id, later(5))).toBe(true);
    expect(await stores.publications.end(id, later(9))).toBe(false);
    expect(await stores.publications.unfinished()).not.toContain(id);
    expect(await stores.readLedger(id)).toMatchObject({ state: 'done', endedAt: later(5).toISOString() });
  });

  it('that do not exist are nowhere', async () => {
    const absent = publicationId({ ...announcement, revision: 999_999 });
    expect(await stores.publications.announcement(absent)).toBeUndefined();
    expect(await stores.readLedger(absent)).toBeUndefined();
    expect(await stores.parts.find(absent, '00')).toBeUndefined();
    expect(await stores.publications.end(absent, start)).toBe(false);
  });

  it('write the chunks of a page together with the cursor', async () => {
    const [first, second] = [people(50), people(3)];
    const from = await progressOf('00');
    expect(await stores.writePage(id, from, aPage([first, second], { after: 'k' }), later(2))).toBe(true);
    expect(await progressOf('00')).toMatchObject({ position: 1, after: 'k', pages: 1, chunks: 2, enqueued: 0, sent: 0 });
    expect((await reserve(0, 3)).pending.map(({ accountId, spaceId }) => ({ accountId, spaceId }))).toEqual(first);
    expect((await reserve(1, 3)).pending.map(({ accountId, spaceId }) => ({ accountId, spaceId }))).toEqual(second);
    expect(await stores.readLedger(id)).toMatchObject({ state: 'sending', expected: 53 });
  });

  it('let only one of two workers write a page', async () => {
    const from = await progressOf('00');
    const step = aPage([people(2)], { position: 2 });
    const done = await Promise.all([stores.writePage(id, from, step, start), stores.writePage(id, from, step, start)]);
    expect(done.toSorted()).toEqual([false, true]);
    expect(await progressOf('00')).toMatchObject({ pages: 1, chunks: 1 });
    expect(await stores.readLedger(id)).toMatchObject({ expected: 2 });
  });

  it('never move the mark of what is enqueued backwards', async () => {
    await stores.parts.markEnqueued(id, '00', 4);
    await stores.parts.markEnqueued(id, '00', 2);
    expect(await progressOf('00')).toMatchObject({ enqueued: 4 });
  });

  it('note a reminder unless something has moved since', async () => {
    const seen = await progressOf('00');
    await stores.parts.markReminded(id, seen, later(300));
    await stores.parts.markReminded(id, seen, later(400));
    expect(await progressOf('00')).toMatchObject({ movedAt: later(300).toISOString(), reminders: 1 });
    await writeChunks([people(1)]);
    expect(await progressOf('00')).toMatchObject({ movedAt: later(1).toISOString(), reminders: 0 });
  });
});
