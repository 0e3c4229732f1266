import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumLedger } from '../../functions/alerts/rules/ledger.ts';
import { isComplete, isRead, isStale, type PartProgress, partsOf } from '../../functions/alerts/rules/parts.ts';
import { anAnnouncement } from '../doubles/announcements.ts';

const progress = (over: Partial<PartProgress>): PartProgress => ({
  part: '00',
  shards: ['00', '01'],
  position: 0,
  after: null,
  pages: 0,
  chunks: 0,
  enqueued: 0,
  sent: 0,
  movedAt: '2026-03-02T08:00:00.000Z',
  reminders: 0,
  ...over,
});

describe('the parts of an audience', () => {
  const counts = fc
    .uniqueArray(fc.nat(15), { maxLength: 16 })
    .chain((shards) =>
      fc.tuple(
        ...shards.map((shard) => fc.integer({ min: 1, max: 9000 }).map((people) => ({ shard: String(shard).padStart(2, '0'), people }))),
      ),
    );

  it('hold each shard once, in order, whatever the order they were counted in', () => {
    fc.assert(
      fc.property(counts, (shards) => {
        expect(partsOf(shards).flatMap((part) => part.shards)).toEqual(shards.map(({ shard }) => shard).toSorted());
      }),
    );
  });

  it('are named after their first shard', () => {
    fc.assert(
      fc.property(counts, (shards) => {
        for (const { part, shards: own } of partsOf(shards)) expect(part).toBe(own[0]);
      }),
    );
  });

  it.each([
    ['nobody', [], []],
    ['a few', [10, 10, 10], [['00', '01', '02']]],
    ['just one part', [2500, 2500], [['00', '01']]],
    ['one too many', [2500, 2501], [['00'], ['01']]],
    ['large shards', [300_000, 300_000], [['00'], ['01']]],
    ['a large one among small ones', [10, 9000, 10, 10], [['00'], ['01'], ['02', '03']]],
  ])('of %s', (_, people, expected) => {
    const shards = people.map((count, shard) => ({ shard: String(shard).padStart(2, '0'), people: count }));
    expect(partsOf(shards).map(({ shards: own }) => own)).toEqual(expected);
  });
});

describe('a part', () => {
  it.each([
    ['just planned', {}, false, false],
    ['being read', { position: 1, chunks: 3, sent: 3 }, false, false],
    ['read, not all sent', { position: 2, chunks: 3, sent: 2 }, true, false],
    ['read and sent', { position: 2, chunks: 3, sent: 3 }, true, true],
    ['read, and nobody was there', { position: 2 }, true, true],
  ])('%s', (_, over, read, complete) => {
    expect(isRead(progress(over))).toBe(read);
    expect(isComplete(progress(over))).toBe(complete);
  });

  it.each([
    [0, 239, false],
    [0, 240, true],
    [1, 479, false],
    [1, 480, true],
    [4, 3839, false],
    [4, 3840, true],
    [40, 3840, true],
  ])('called %i times in vain is stale after %i seconds: %s', (reminders, seconds, stale) => {
    const part = progress({ reminders });
    expect(isStale(part, new Date(Date.parse(part.movedAt) + seconds * 1000))).toBe(stale);
  });
});

describe('the ledger', () => {
  const started = { ...anAnnouncement(), startedAt: '2026-03-02T08:00:00.000Z' };
  const none = { chunks: 0, expected: 0, accepted: 0, failed: 0, left: 0, inDigests: 0 };

  it('adds up the parts, and counts a mail that was rejected after all among the failed', () => {
    const parts = [
      { chunks: 2, expected: 100, accepted: 90, failed: 4, left: 6, inDigests: 40 },
      { chunks: 1, expected: 20, accepted: 20, failed: 0, left: 0, inDigests: 2 },
    ];
    const feedback = [
      { delivered: 80, bounced: 3, complained: 1, rejected: 2 },
      { delivered: 19, bounced: 0, complained: 0, rejected: 0 },
    ];
    const ledger = sumLedger(started, parts, feedback);
    expect(ledger).toMatchObject({
      state: 'sending',
      expected: 120,
      accepted: 108,
      failed: 6,
      left: 6,
      delivered: 99,
      bounced: 3,
      complained: 1,
      inDigests: 42,
    });
    expect(ledger.accepted + ledger.failed + ledger.left).toBe(ledger.expected);
  });

  it.each([
    ['planned', {}, [none]],
    ['sending', {}, [none, { ...none, chunks: 1 }]],
    ['done', { endedAt: '2026-03-02T08:01:00.000Z' }, []],
  ])('is %s', (state, over, parts) => {
    expect(sumLedger({ ...started, ...over }, parts, [])).toMatchObject({ state });
  });
});
