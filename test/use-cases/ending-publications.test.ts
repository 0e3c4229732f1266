import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterSending, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import type { MailingId } from '../../schemas/digest.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aPage } from '../doubles/page-steps.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aFiche, aPerson } from '../doubles/subscriptions.ts';

const at = new Date('2026-03-02T08:00:00.000Z');
const leaseEnd = new Date(at.getTime() + 12_000);

let stores: ReturnType<typeof publicationsInMemory>;
let revision = 0;
let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  stores = publicationsInMemory();
  log = keepLogLines();
});
afterEach(() => log.restore());

/** A mailing of parts with so many chunks of one person each, read to their end. */
const aMailing = async (chunks: Partial<Record<string, number>>) => {
  revision += 1;
  const announcement = anAnnouncement({ ...aFiche('F265'), revision });
  const id = publicationId(announcement);
  const parts = Object.keys(chunks).map((part) => ({ part, shards: [part] }));
  await stores.publications.create(announcement, parts, at);
  for (const progress of await stores.parts.list(id)) {
    const people = Array.from({ length: chunks[progress.part] ?? 0 }, () => [aPerson()]);
    await stores.writePage(id, progress, { ...aPage(people), position: 1, after: null }, at);
  }
  return id;
};

type Mailing = Awaited<ReturnType<typeof aMailing>>;

const sent = async (id: Mailing, part: string, chunk: number) => {
  const reservation = await stores.chunks.reserve({ publicationId: id, part, chunk }, at, leaseEnd);
  if (typeof reservation === 'string') throw new Error(reservation);
  await stores.chunks.settle(reservation, { accepted: reservation.pending.map(({ position }) => position), failed: [], left: [] }, at);
  return { publicationId: id, part };
};

/** A worker among so many, with what it looks at and how often it gives its share of the quota back. */
const aWorker = (workers: number) => {
  const seen = { lists: [] as MailingId[], releases: 0 };
  const list: typeof stores.parts.list = (id) => {
    seen.lists.push(id);
    return stores.parts.list(id);
  };
  const after = afterSending({
    parts: stores.parts,
    endWhenComplete: endWhenComplete({ publications: stores.publications, parts: { list }, clock: () => at }),
    workers,
    release: async () => {
      seen.releases += 1;
    },
  });
  return { seen, after };
};

const stateOf = async (id: Mailing) => (await stores.readLedger(id))?.state;

describe('what a worker does once it has sent chunks', () => {
  it('ends the mailing whose last chunk it had, and looks at it once, however many of its chunks were in the batch', async () => {
    const id = await aMailing({ '00': 1, '01': 2 });
    const { seen, after } = aWorker(1);
    await after([await sent(id, '00', 0), await sent(id, '01', 0), await sent(id, '01', 1)]);
    expect(seen).toEqual({ lists: [id], releases: 1 });
    expect(await stateOf(id)).toBe('done');
  });

  it.each([
    {
      of: 'keeps its share while its own part has chunks for every worker, and looks at no other',
      parts: { '00': 4 },
      lists: 0,
      releases: 0,
    },
    { of: 'keeps its share while other parts have chunks for every worker', parts: { '00': 1, '01': 3 }, lists: 1, releases: 0 },
    { of: 'gives its share back when fewer chunks are left than there are workers', parts: { '00': 2, '01': 1 }, lists: 1, releases: 1 },
  ])('$of', async ({ parts, lists, releases }) => {
    const id = await aMailing(parts);
    const { seen, after } = aWorker(3);
    await after([await sent(id, '00', 0)]);
    expect(seen).toEqual({ lists: Array.from({ length: lists }, () => id), releases });
    expect(await stateOf(id)).not.toBe('done');
  });

  it('ends nothing, and keeps its share, while the audience is still being read', async () => {
    const announcement = anAnnouncement({ ...aFiche('F265'), revision: (revision += 1) });
    const id = publicationId(announcement);
    const parts = ['00', '01'].map((part) => ({ part, shards: [part] }));
    await stores.publications.create(announcement, parts, at);
    const [first] = await stores.parts.list(id);
    if (!first) throw new Error('no part');
    await stores.writePage(id, first, { ...aPage([[aPerson()]]), position: 1, after: null }, at);
    const { seen, after } = aWorker(2);
    await after([await sent(id, '00', 0)]);
    expect(seen).toEqual({ lists: [id], releases: 0 });
    expect(await stateOf(id)).not.toBe('done');
  });
});
