import { describe, expect, it } from 'vitest';
import { afterSending, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { CHUNK, type ChunkRef } from '../../functions/alerts/rules/chunks.ts';
import { partsOf } from '../../functions/alerts/rules/parts.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import { sendBudget } from '../../functions/shared/sending/budget.ts';
import { unhindered } from '../../functions/shared/store/sending-control.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { lanesInMemory } from '../doubles/lanes-in-memory.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aPage } from '../doubles/page-steps.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { sameNumbers } from '../doubles/same-numbers.ts';
import { sendQuota } from '../doubles/send-quota.ts';
import { aPerson } from '../doubles/subscriptions.ts';
import { virtualTime } from '../doubles/virtual-time.ts';

const START = Date.UTC(2026, 2, 2, 8);
/** Milliseconds: what a table and the mail service take to answer, and what a function may run. */
const TABLE = 8;
const ANSWER = 50;
const FUNCTION = 11_000;

interface Settings {
  perSecond: number;
  workers: number;
  way: 'bulk' | 'single';
  people: number;
}

/** A mailing whose audience is read, with its chunks in the order in which four pagers write them. */
const aMailing = async (people: number) => {
  const stores = publicationsInMemory();
  const announcement = anAnnouncement();
  const id = publicationId(announcement);
  const shards = Array.from({ length: 64 }, (_, n) => ({ shard: String(n).padStart(2, '0'), people: Math.ceil(people / 64) }));
  const parts = partsOf(shards);
  await stores.publications.create(announcement, parts, new Date(START));
  const queue: (ChunkRef & { after: number })[] = [];
  for (const [n, progress] of (await stores.parts.list(id)).entries()) {
    const here = Math.floor(people / parts.length) + (n < people % parts.length ? 1 : 0);
    const sizes = Array.from({ length: Math.ceil(here / CHUNK) }, (_, chunk) => Math.min(CHUNK, here - chunk * CHUNK));
    const step = { ...aPage(sizes.map((size) => Array.from({ length: size }, aPerson))), position: progress.shards.length };
    await stores.writePage(id, progress, step, new Date(START));
    for (const chunk of sizes.keys())
      queue.push({ publicationId: id, part: progress.part, chunk, after: Math.floor(n / 4) * 1000 + chunk });
  }
  return { stores, id, queue: queue.toSorted((one, other) => one.after - other.after) };
};

/** Sends a mailing with workers that share a quota; seconds of the quota that were not used from the first mail to the last. */
const sendAll = async ({ perSecond, workers, way, people }: Settings, seed: number) => {
  const { stores, id, queue } = await aMailing(people);
  const time = virtualTime(START);
  const now = () => time.clock().getTime();
  const random = sameNumbers(seed);
  const travel = (milliseconds: number) => time.sleep(milliseconds * (0.75 + random() / 2));
  const far =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await travel(TABLE);
      return call(...args);
    };
  const lanes = lanesInMemory(() => travel(TABLE / 2));
  const quota = sendQuota(perSecond, now);
  const mails: number[] = [];
  const { reserve, note, settle } = stores.chunks;
  const chunks = { reserve: far(reserve), note: far(note), settle: far(settle) };

  const call = async (letters: number): Promise<void> => {
    await time.sleep(random());
    if (quota.send(letters)) mails.push(...Array.from({ length: letters }, now));
    await travel(ANSWER);
  };
  const worker = async (): Promise<void> => {
    await travel(100);
    const control = async () => unhindered;
    const { clock, sleep } = time;
    const budget = sendBudget({ lanes: lanes.store, control, sendClass: 'normal', perSecond, clock, sleep, random });
    const send = sendChunk({ chunks, openTurn: openTurns(), clock });
    const parts = { find: far(stores.parts.find), list: far(stores.parts.list) };
    const end = endWhenComplete({ publications: stores.publications, parts, clock });
    const after = afterSending({ parts, endWhenComplete: end, workers, release: budget.release });
    while ((await stores.readLedger(id))?.state !== 'done') {
      const chunk = queue.shift();
      if (!chunk) {
        await time.sleep(5);
        continue;
      }
      const until = now() + FUNCTION;
      const run = { timeLeft: () => until - now(), behind: () => 0 };
      const seconds = await send({
        chunk,
        budget,
        run,
        write: async ({ pending }) => {
          await travel(TABLE);
          return {
            positions: pending.map(({ position }) => position),
            send: async (turn) => {
              const atOnce = way === 'bulk' ? pending.length : 1;
              const ask = way === 'bulk' ? turn.alone : turn.next;
              const sendSome = async (): Promise<number> => {
                const granted = await ask(atOnce);
                if (granted > 0) await call(granted);
                return granted;
              };
              const sent = await Promise.all(Array.from({ length: Math.ceil(pending.length / atOnce) }, sendSome));
              const total = sent.reduce((sum, granted) => sum + granted, 0);
              return pending.map((_, at) => (at < total ? 'accepted' : 'waiting'));
            },
          };
        },
      });
      if (seconds === undefined) await after([chunk]);
      else queue.push(chunk);
    }
  };
  await time.run(Promise.all(Array.from({ length: workers }, worker)));
  const [first, last] = [Math.min(...mails), Math.max(...mails)];
  const later = mails.filter((at) => at > first + 1).length;
  return { mails: mails.length, throttled: quota.throttled(), unused: (last - first) / 1000 - later / perSecond };
};

describe('the end of a mailing', () => {
  it.each<Settings & { most: number }>([
    { perSecond: 400, workers: 2, way: 'bulk', people: 12_000, most: 0.1 },
    { perSecond: 400, workers: 3, way: 'single', people: 12_000, most: 0.3 },
    { perSecond: 2000, workers: 5, way: 'bulk', people: 40_000, most: 0.4 },
  ])('leaves less than $most s unused of $perSecond a second that $workers workers share ($way)', async ({ most, ...settings }) => {
    const { lines, restore } = keepLogLines();
    const runs = [];
    for (let seed = 1; seed <= 7; seed++) runs.push(await sendAll(settings, seed * 7919));
    restore();
    expect(lines().filter(({ message }) => message === 'publication.ended')).toHaveLength(runs.length);
    for (const { mails } of runs) expect(mails).toBe(settings.people);
    for (const { throttled } of runs) expect(throttled).toBe(0);
    const unused = runs.map((run) => run.unused).toSorted((one, other) => one - other);
    expect(unused[3]).toBeLessThan(most);
  });
});
