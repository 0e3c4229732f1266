import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordFeedback } from '../../functions/alerts/record-feedback.ts';
import type { ChunkRef } from '../../functions/alerts/rules/chunks.ts';
import { chunkStore } from '../../functions/alerts/store/chunks.ts';
import { feedbackRecorder, type RecordFeedback } from '../../functions/alerts/store/feedback.ts';
import { lettersTold } from '../../functions/alerts/store/letters-told.ts';
import { pageWriter } from '../../functions/alerts/store/page-writer.ts';
import { partStore } from '../../functions/alerts/store/parts.ts';
import { ledgerReader, publicationStore } from '../../functions/alerts/store/publications.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type PublicationId, publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { mailEvent } from '../doubles/mail-events.ts';
import { aPage } from '../doubles/page-steps.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const start = new Date('2026-03-02T08:00:00.000Z');
const PEOPLE = 12;
let revision = 1;

describe('what the mail service tells of a chunk', () => {
  let chunk: ChunkRef & { publicationId: PublicationId };
  let record: RecordFeedback;
  const ledger = () => ledgerReader(dynamo.client, dynamo.tables.publications)(chunk.publicationId);

  beforeEach(async () => {
    const table = dynamo.tables.publications;
    const announcement = anAnnouncement({ revision: ++revision });
    chunk = { publicationId: publicationId(announcement), part: '07', chunk: 0 };
    const parts = partStore(dynamo.client, table);
    const chunks = chunkStore(dynamo.client, table);
    await publicationStore(dynamo.client, table).create(announcement, [{ part: '07', shards: ['07'] }], start);
    const [progress] = await parts.list(chunk.publicationId);
    if (!progress) throw new Error('no part');
    const people = Array.from({ length: PEOPLE }, () => ({
      accountId: AccountId.parse(randomUUID()),
      spaceId: SpaceId.parse(randomUUID()),
    }));
    const write = pageWriter(dynamo.client, { publications: table, digests: dynamo.tables.digests });
    await write(chunk.publicationId, progress, aPage([people]), start);
    const reservation = await chunks.reserve(chunk, start, new Date(start.getTime() + 25_000));
    if (typeof reservation === 'string') throw new Error(reservation);
    await chunks.settle(reservation, { accepted: people.map((_, position) => position), failed: [], left: [] }, start);
    record = feedbackRecorder(dynamo.client, table);
  });

  it('moves the ledger', async () => {
    await record(chunk, [
      { position: 0, kind: 'delivered' },
      { position: 1, kind: 'delivered' },
      { position: 2, kind: 'bounced' },
      { position: 1, kind: 'complained' },
      { position: 3, kind: 'rejected' },
    ]);
    expect(await ledger()).toMatchObject({ expected: PEOPLE, accepted: PEOPLE - 1, failed: 1, delivered: 2, bounced: 1, complained: 1 });
  });

  it('counts each person and kind once, however often it is told', async () => {
    const told = [
      { position: 4, kind: 'delivered' as const },
      { position: 4, kind: 'delivered' as const },
      { position: 5, kind: 'bounced' as const },
    ];
    expect((await record(chunk, told)).news).toHaveLength(2);
    expect((await record(chunk, told)).news).toEqual([]);
    expect((await record(chunk, [...told, { position: 6, kind: 'delivered' }])).news).toEqual([{ position: 6, kind: 'delivered' }]);
    expect(await ledger()).toMatchObject({ delivered: 2, bounced: 1 });
  });

  it('counts a mail that the mail service gave up, and no automatic answer to one that arrived', async () => {
    await record(chunk, [{ position: 1, kind: 'delivered' }]);
    const told = [
      { position: 0, kind: 'given-up' as const },
      { position: 1, kind: 'given-up' as const },
      { position: 2, kind: 'given-up' as const },
      { position: 2, kind: 'delivered' as const },
    ];
    const { moved, delivered } = await record(chunk, told);
    expect(moved).toEqual({ delivered: 1, bounced: 1, complained: 0, rejected: 0 });
    expect(delivered).toEqual(new Set([1, 2]));
    expect((await record(chunk, told)).news).toEqual([]);
    expect(await ledger()).toMatchObject({ accepted: PEOPLE, delivered: 2, bounced: 1 });
  });

  it('takes a bounce back when the mail turns out to have arrived: the order in which things are told is not their order', async () => {
    await record(chunk, [{ position: 3, kind: 'given-up' }]);
    expect(await ledger()).toMatchObject({ delivered: 0, bounced: 1 });
    await record(chunk, [{ position: 3, kind: 'delivered' }]);
    expect(await ledger()).toMatchObject({ delivered: 1, bounced: 0 });
  });

  it('is right when many tell at the same time', async () => {
    const all = Array.from({ length: PEOPLE }, (_, position) => ({ position, kind: 'delivered' as const }));
    const waves = [all.slice(0, 6), all.slice(3, 9), all.slice(6), all];
    const news = await Promise.all(waves.map((told) => record(chunk, told)));
    expect(news.flatMap((recorded) => recorded.news)).toHaveLength(PEOPLE);
    expect(await ledger()).toMatchObject({ delivered: PEOPLE });
  });

  it('is passed over for people and chunks that do not exist', async () => {
    expect((await record(chunk, [{ position: PEOPLE, kind: 'delivered' }])).news).toEqual([]);
    expect((await record({ ...chunk, chunk: 9 }, [{ position: 0, kind: 'delivered' }])).news).toEqual([]);
    expect(await ledger()).toMatchObject({ delivered: 0 });
  });

  it('comes in batches of messages, some of them twice and some about nothing of ours', async () => {
    const message = (messageId: string, body: string) => ({ messageId, body });
    const batch = [
      message('a', JSON.stringify(mailEvent('Delivery', chunk, 0))),
      message('b', JSON.stringify(mailEvent('Delivery', chunk, 0))),
      message('c', JSON.stringify(mailEvent('Delivery', chunk, 1))),
      message('d', 'hello'),
    ];
    const follow = recordFeedback({
      record,
      judge: async () => {},
      hear: async () => new Set(),
      count: async () => {},
      clock: () => start,
    });
    expect(await follow(batch)).toEqual({ batchItemFailures: [] });
    expect(await follow(batch)).toEqual({ batchItemFailures: [] });
    expect(await ledger()).toMatchObject({ delivered: 2 });
  });
});

describe('what the mail service tells of a letter', () => {
  it('is told apart from what was told before, by the letter and the kind, though two batches hear it at once', async () => {
    const hear = lettersTold({ client: dynamo.client, table: dynamo.tables.sending, clock: () => start });
    expect(await hear('0102-a', new Set(['delivered']))).toEqual(new Set());
    expect(await hear('0102-a', new Set(['delivered', 'complained']))).toEqual(new Set(['delivered']));
    expect(await hear('0102-a', new Set(['complained']))).toEqual(new Set(['delivered', 'complained']));
    const heard = await Promise.all(Array.from({ length: 10 }, () => hear('0102-b', new Set(['bounced']))));
    expect(heard.filter((before) => !before.has('bounced'))).toHaveLength(1);
  });
});
