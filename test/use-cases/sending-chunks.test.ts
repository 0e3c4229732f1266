import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fate } from '../../functions/alerts/mailer.ts';
import { CALL } from '../../functions/alerts/rules/chunks.ts';
import { again, ChunkUnfinished, sendChunk, type WrittenCall } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import type { SendBudget } from '../../functions/shared/sending/budget.ts';
import { publicationId } from '../../schemas/publication.ts';
import type { Channel } from '../../schemas/subscription.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aPage } from '../doubles/page-steps.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aPerson } from '../doubles/subscriptions.ts';
import { endlessBudget } from '../doubles/turns.ts';

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const PEOPLE = 2 * CALL + 20;
const announcement = anAnnouncement();
const id = publicationId(announcement);
const chunk = { publicationId: id, part: '00', chunk: 0 };

/** A chunk that takes three calls, and a service that answers the nth of them; the `unwritten`th is not written. */
const ready = async (
  answer: (positions: number[], call: number) => Fate[] = (positions) => positions.map(() => 'accepted'),
  { unwritten = 0, channel = 'mail' }: { unwritten?: number; channel?: Channel } = {},
) => {
  const stores = publicationsInMemory();
  let now = new Date('2026-03-02T08:00:00.000Z');
  const wait = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  await stores.publications.create(announcement, [{ part: '00', shards: ['00'] }], now);
  const [progress] = await stores.parts.list(id);
  if (!progress) throw new Error('no part');
  await stores.writePage(id, progress, aPage([], { chunks: [{ channel, people: Array.from({ length: PEOPLE }, aPerson) }] }), now);
  const calls: number[][] = [];
  /** What the ledger and the next worker would know at each call. */
  const known: { accepted: number; pending: number }[] = [];
  /** How many calls were written when each was made. */
  const written: number[] = [];
  let writings = 0;
  const budget: SendBudget = { ...endlessBudget, take: async ({ letters, stopAt }) => (now.getTime() < stopAt ? letters : 0) };
  const send = sendChunk({ chunks: stores.chunks, openTurn: openTurns(), clock: () => now });
  const deliver = (timeLeft = 11_000) =>
    send({
      chunk,
      budget,
      run: { timeLeft: () => timeLeft, behind: () => 0 },
      write: async ({ pending, standing }): Promise<WrittenCall> => {
        writings += 1;
        if (writings === unwritten) throw new Error('no table');
        const positions = pending.map(({ position }) => position);
        return {
          positions,
          send: async (turn) => {
            if ((await turn.alone(positions.length)) === 0) return positions.map(() => 'waiting');
            calls.push(positions);
            written.push(writings);
            known.push({
              accepted: (await stores.readLedger(id))?.accepted ?? 0,
              pending: PEOPLE - standing.told.accepted.size - standing.told.left.size,
            });
            return answer(positions, calls.length);
          },
        };
      },
    });
  return { ...stores, deliver, calls, known, written, wait, ledger: () => stores.readLedger(id) };
};

describe('a chunk of more people than one call takes', () => {
  it('goes call by call, each recorded before the next is made and the next written meanwhile, and is counted once at its end', async () => {
    const { deliver, calls, known, written, ledger } = await ready();
    expect(await deliver()).toBeUndefined();
    expect(calls.map(({ length }) => length)).toEqual([CALL, CALL, 20]);
    expect(known).toEqual([
      { accepted: 0, pending: PEOPLE },
      { accepted: 0, pending: PEOPLE - CALL },
      { accepted: 0, pending: PEOPLE - 2 * CALL },
    ]);
    expect(written).toEqual([2, 3, 3]);
    expect(await ledger()).toMatchObject({ expected: PEOPLE, accepted: PEOPLE });
    expect(log.lines()).toEqual([expect.objectContaining({ message: 'chunk.sent', count: PEOPLE })]);
  });

  it('of SMS is written call by call, each once what the one before it cost is known', async () => {
    const { deliver, written, ledger } = await ready(undefined, { channel: 'sms' });
    expect(await deliver()).toBeUndefined();
    expect(written).toEqual([1, 2, 3]);
    expect(await ledger()).toMatchObject({ accepted: PEOPLE });
  });

  it('makes the other calls when one fails as a whole, and comes back for that one alone', async () => {
    const { deliver, calls, ledger } = await ready((positions, call) => {
      if (call === 1) throw new Error('no answer');
      return positions.map(() => 'accepted');
    });
    await expect(deliver()).rejects.toThrow('no answer');
    expect(calls.map(({ length }) => length)).toEqual([CALL, CALL, 20]);
    expect(await ledger()).toMatchObject({ accepted: CALL + 20 });
    expect(await deliver()).toBeUndefined();
    expect(calls[3]).toEqual(calls[0]);
    expect(await ledger()).toMatchObject({ accepted: PEOPLE });
  });

  it('begins no call any more once a turn does not come, and leaves the rest as it was', async () => {
    const { deliver, calls, ledger } = await ready((positions, call) =>
      positions.map((position) => (call === 1 && position >= 10 ? 'waiting' : 'accepted')),
    );
    expect(await deliver()).toBe(again.waiting);
    expect(calls.map(({ length }) => length)).toEqual([CALL, CALL]);
    expect(await ledger()).toMatchObject({ accepted: CALL + 10 });
    expect(log.lines()).toEqual([expect.objectContaining({ message: 'chunk.postponed', count: 60 })]);
    expect(await deliver()).toBeUndefined();
    expect(await ledger()).toMatchObject({ accepted: PEOPLE });
  });

  it('begins no call that could not be answered and recorded in time', async () => {
    const { deliver, calls, wait, ledger } = await ready((positions, call) => {
      if (call === 1) wait(4000);
      return positions.map(() => 'accepted');
    });
    expect(await deliver()).toBe(again.waiting);
    expect(calls).toHaveLength(1);
    expect(await ledger()).toMatchObject({ accepted: CALL });
  });

  it('says for each call how many were refused for good', async () => {
    const { deliver, ledger } = await ready((positions) => positions.map((position) => (position % CALL < 2 ? 'refused' : 'accepted')));
    expect(await deliver()).toBeUndefined();
    expect(await ledger()).toMatchObject({ failed: 6, accepted: PEOPLE - 6 });
    expect(log.lines().map(({ message, count }) => [message, count])).toEqual([
      ['mail.refused', 2],
      ['mail.refused', 2],
      ['mail.refused', 2],
      ['chunk.sent', PEOPLE - 6],
    ]);
  });

  it('is not done while some of any call are for later', async () => {
    const { deliver, calls, ledger } = await ready((positions, call) =>
      positions.map((_, at) => (call < 3 && at === 0 ? 'later' : 'accepted')),
    );
    await expect(deliver()).rejects.toThrow(ChunkUnfinished);
    expect(await ledger()).toMatchObject({ accepted: PEOPLE - 2 });
    expect(await deliver()).toBeUndefined();
    expect(calls.at(-1)).toEqual([0, CALL]);
  });

  it('records the other call when one cannot be written, and stays in this worker’s hands', async () => {
    const { deliver, calls, chunks, ledger, wait } = await ready(undefined, { unwritten: 2 });
    await expect(deliver()).rejects.toThrow('no table');
    expect(calls.map(({ length }) => length)).toEqual([CALL]);
    expect(await ledger()).toMatchObject({ accepted: 0 });
    expect(await chunks.reserve(chunk, new Date('2026-03-02T08:00:01.000Z'), new Date('2026-03-02T08:00:02.000Z'))).toBe('busy');
    wait(13_000);
    expect(await deliver()).toBeUndefined();
    expect(calls.map(([first]) => first)).toEqual([0, CALL, 2 * CALL]);
    expect(await ledger()).toMatchObject({ accepted: PEOPLE });
  });
});
