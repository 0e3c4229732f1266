import { describe, expect, it } from 'vitest';
import { sendBudget } from '../../functions/shared/sending/budget.ts';
import type { SendClass } from '../../functions/shared/sending/lanes.ts';
import { unhindered } from '../../functions/shared/store/sending-control.ts';
import type { SendingFactor } from '../../schemas/sending.ts';
import { lanesInMemory } from '../doubles/lanes-in-memory.ts';
import { sameNumbers } from '../doubles/same-numbers.ts';
import { sendQuota } from '../doubles/send-quota.ts';
import { virtualTime } from '../doubles/virtual-time.ts';

const START = Date.UTC(2026, 2, 2, 8);
const INVOCATION = 3500;
/** Milliseconds between two invocations of a warm worker. */
const GAP = 100;

/** A mail service with a quota, a board, and as many workers as one likes. */
const service = (perSecond: number, factorAt: (now: number) => SendingFactor = () => 1) => {
  const time = virtualTime(START);
  const now = () => time.clock().getTime();
  const random = sameNumbers(perSecond);
  const lanes = lanesInMemory(() => time.sleep(2 + 4 * random()));
  const quota = sendQuota(perSecond, now);
  const sentBy = new Map<SendClass, number[]>();
  let calls = 0;
  /** Sends until all is gone or the time has come, `bulk` letters a call, one call after the other; in invocations, as Lambda does. */
  const work = async (
    sendClass: SendClass,
    letters: number,
    { bulk = 1, from = 0, until = Number.POSITIVE_INFINITY } = {},
  ): Promise<void> => {
    await time.sleep(from);
    const control = async () => ({ ...unhindered, factor: factorAt(now()) });
    const budget = sendBudget({ lanes: lanes.store, control, sendClass, perSecond, clock: time.clock, sleep: time.sleep, random });
    const mine = sentBy.get(sendClass) ?? [];
    sentBy.set(sendClass, mine);
    let left = letters;
    const end = START + until;
    while (left > 0 && now() < end) {
      const stopAt = Math.min(end, now() + INVOCATION);
      while (left > 0 && now() < stopAt) {
        const granted = await budget.take({ letters: Math.min(bulk, left), behind: Math.min(left, 500), stopAt });
        if (granted === 0) break;
        calls += 1;
        await time.sleep(random() * 3);
        if (!quota.send(granted)) continue;
        left -= granted;
        for (let letter = 0; letter < granted; letter++) mine.push(now() - START);
        if (bulk > 1) await time.sleep(50 + 10 * random());
      }
      await time.sleep(GAP);
    }
  };
  return {
    time,
    quota,
    lanes,
    work,
    calls: () => calls,
    seconds: () => (now() - START) / 1000,
    sentBy: (one: SendClass) => sentBy.get(one) ?? [],
  };
};

describe('a quota of sends that workers share', () => {
  it.each([
    [400, 1, 1],
    [400, 3, 1],
    [400, 3, 50],
    [2000, 6, 50],
    [2000, 8, 1],
    [2000, 4, 1],
    [14, 2, 1],
    [50, 6, 50],
  ])('of %i a second is used by %i workers (%i a call) to 99 %, with hardly a call throttled', async (perSecond, workers, bulk) => {
    const { time, quota, work, calls } = service(perSecond);
    const until = perSecond > 100 ? 20_000 : 120_000;
    await time.run(Promise.all(Array.from({ length: workers }, () => work('normal', 1_000_000, { bulk, until }))));
    const used = quota.sentBetween(START + 1000, START + until - 1000) / ((perSecond * (until - 2000)) / 1000);
    expect(used).toBeGreaterThanOrEqual(0.99);
    expect(used).toBeLessThan(1.03);
    expect(quota.throttled()).toBeLessThanOrEqual(calls() / 1000);
  });

  it('lets ten urgent letters and a password link go within three seconds while alerts and digests want all of it', async () => {
    const { time, work, sentBy, quota, calls } = service(100);
    const busy = [1, 2, 3].flatMap(() => [
      work('normal', 1_000_000, { bulk: 50, until: 20_000 }),
      work('digest', 1_000_000, { until: 20_000 }),
    ]);
    await time.run(Promise.all([...busy, work('urgent', 10, { from: 8000 }), work('transactional', 1, { from: 12_000 })]));
    expect(Math.max(...sentBy('urgent'))).toBeLessThan(11_000);
    expect(sentBy('urgent')).toHaveLength(10);
    expect(sentBy('transactional')).toHaveLength(1);
    expect(Math.max(...sentBy('transactional'))).toBeLessThan(15_000);
    expect(quota.throttled()).toBeLessThanOrEqual(calls() / 1000);
  });

  it('gives a class its share back within seconds of its having something to send, and no more', async () => {
    const { time, work, sentBy } = service(200);
    const until = 30_000;
    await time.run(
      Promise.all([
        ...[1, 2].map(() => work('digest', 1_000_000, { until })),
        ...[1, 2].map(() => work('normal', 1_000_000, { from: 10_000, until })),
      ]),
    );
    const between = (sendClass: SendClass, from: number, to: number) =>
      sentBy(sendClass).filter((at) => at >= from && at < to).length / ((200 * (to - from)) / 1000);
    expect(between('digest', 1000, 10_000)).toBeGreaterThan(0.99);
    expect(between('normal', 13_000, 29_000)).toBeGreaterThan(0.43);
    expect(between('digest', 13_000, 29_000)).toBeGreaterThan(0.24);
    expect(between('normal', 13_000, 29_000) + between('digest', 13_000, 29_000)).toBeGreaterThan(0.97);
  });

  it('slows to a quarter and stops within a few seconds of being told so, and goes on', async () => {
    const factorAt = (now: number): SendingFactor =>
      now < START + 10_000 ? 1 : now < START + 20_000 ? 0.25 : now < START + 30_000 ? 0 : 1;
    const { time, quota, work } = service(400, factorAt);
    await time.run(Promise.all([1, 2, 3].map(() => work('normal', 1_000_000, { until: 40_000 }))));
    const share = (from: number, to: number) => quota.sentBetween(START + from, START + to) / ((400 * (to - from)) / 1000);
    expect(share(2000, 10_000)).toBeGreaterThan(0.98);
    expect(share(14_000, 20_000)).toBeCloseTo(0.25, 1);
    expect(quota.sentBetween(START + 22_500, START + 30_000)).toBe(0);
    expect(share(34_000, 39_000)).toBeGreaterThan(0.98);
  });

  it('leaves all of it to the others when a worker gives its leases back, those included that it was about to take', async () => {
    const time = virtualTime(START);
    const { store, lanes } = lanesInMemory(() => time.sleep(200));
    const control = async () => unhindered;
    const { clock, sleep } = time;
    const budget = sendBudget({ lanes: store, control, sendClass: 'normal', perSecond: 400, clock, sleep, random: () => 0 });
    const taken = () => [...lanes.values()].filter(({ until }) => until > clock().getTime()).length;
    const work = async (): Promise<void> => {
      const want = { letters: 50, stopAt: START + 10_000 };
      await budget.take({ ...want, behind: 0 });
      expect(taken()).toBe(4);
      await budget.take({ ...want, behind: 450 });
      await budget.release();
      expect(lanes.size).toBe(16);
      expect(taken()).toBe(0);
    };
    await time.run(work());
  });

  it('costs one small write and one small read a second and lane at most', async () => {
    const { time, work, lanes } = service(400);
    await time.run(Promise.all([1, 2, 3].map(() => work('normal', 1_000_000, { until: 20_000 }))));
    expect(lanes.calls() / 20).toBeLessThan(2 * 16);
  });
});
