import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atRest,
  grant,
  isAtItsLimit,
  isTooSlow,
  type Pace,
  rateAt,
  shorten,
  slowerSpeed,
  waitOf,
  without,
  withSlices,
} from '../../functions/shared/sending/pace.ts';

const slice = (from: number, until: number, perSecond = 25) => ({ lane: `${from}`, from, until, perSecond });

/** Asks for `wanted` at each instant, and adds up what was granted. */
const sendAt = (start: Pace, instants: number[], wanted: number) => {
  const sent: { at: number; count: number }[] = [];
  let pace = start;
  for (const at of instants) {
    const { granted, pace: next } = grant(pace, wanted, at);
    pace = next;
    if (granted > 0) sent.push({ at, count: granted });
  }
  return { pace, sent, total: sent.reduce((sum, { count }) => sum + count, 0) };
};

const everyMillisecond = (until: number): number[] => Array.from({ length: until }, (_, at) => at);

describe('the pace of a worker', () => {
  it('is even: at 25 a second, one send each 40 ms, the first at once', () => {
    const { sent } = sendAt(withSlices(atRest(0), [slice(0, 1000)], 0), everyMillisecond(200), 1);
    expect(sent.map(({ at }) => at)).toEqual([0, 40, 80, 120, 160]);
  });

  it('sends nothing without a lease that runs', () => {
    const later = withSlices(atRest(0), [slice(500, 1000)], 0);
    expect(sendAt(later, everyMillisecond(500), 1).total).toBe(0);
    expect(sendAt(later, [1000, 2000], 1).total).toBe(0);
    expect(grant(atRest(0), 1, 10).granted).toBe(0);
  });

  it('lets a call of fifty go ahead of time within a second of its leases, and then waits for as long', () => {
    const pace = withSlices(atRest(0), [slice(0, 2000, 100)], 0);
    const { sent } = sendAt(pace, everyMillisecond(1100), 50);
    expect(sent).toEqual([
      { at: 0, count: 50 },
      { at: 500, count: 50 },
      { at: 1000, count: 50 },
    ]);
    expect(waitOf(grant(pace, 50, 0).pace, 0)).toBeCloseTo(500);
  });

  it('makes up for a short halt at once, and lets the rest of a long one go', () => {
    const pace = withSlices(atRest(0), [slice(0, 10_000, 100)], 0);
    const halted = (milliseconds: number) => grant(grant(pace, 1, 0).pace, 1000, milliseconds).pace;
    expect(halted(100).wasted).toBe(0);
    expect(halted(2000).wasted).toBeCloseTo(2000 / 10 - 1 - 50);
  });

  it('waits for the next lease when the last one is used up, and for ever without one', () => {
    const used = grant(withSlices(atRest(0), [slice(0, 40), slice(100, 200)], 0), 1, 0).pace;
    expect(waitOf(used, 0)).toBe(100);
    expect(waitOf(grant(withSlices(atRest(0), [slice(0, 40)], 0), 1, 0).pace, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('never sends more than was leased to it, whenever it asks and however much it wants', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ from: fc.nat(3000), length: fc.integer({ min: 1, max: 2000 }), perSecond: fc.integer({ min: 1, max: 200 }) }),
          { maxLength: 8 },
        ),
        fc.array(fc.nat(6000), { maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (leases, asks, wanted) => {
          const slices = leases.map(({ from, length, perSecond }) => slice(from, from + length, perSecond));
          const start = withSlices(atRest(0), slices, 0);
          const leased = slices.reduce((sum, { from, until, perSecond }) => sum + ((until - from) * perSecond) / 1000, 0);
          const { sent, total } = sendAt(
            start,
            asks.toSorted((a, b) => a - b),
            wanted,
          );
          expect(total).toBeLessThanOrEqual(leased + sent.length);
          for (const { at } of sent) expect(rateAt(start, at)).toBeGreaterThan(0);
          const singles = sendAt(start, everyMillisecond(5000), 1).total;
          expect(singles).toBeLessThanOrEqual(leased + slices.length + 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('may go on when it says that it may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 50 }), (perSecond, wanted) => {
        const used = grant(withSlices(atRest(0), [slice(0, 5000, perSecond)], 0), wanted, 0).pace;
        const wait = waitOf(used, 0);
        fc.pre(Number.isFinite(wait));
        expect(grant(used, 1, Math.ceil(wait)).granted).toBe(1);
        if (wait > 1) expect(grant(used, 1, Math.floor(wait) - 1).granted).toBe(0);
      }),
    );
  });

  it('owes at once what fell due before it had a lease that carries on from another', () => {
    const pace = withSlices(atRest(0), [slice(-400, 1000, 100)], 0);
    expect(grant(pace, 1000, 0).granted).toBe(40 + 100);
    expect(grant(withSlices(atRest(0), [slice(0, 1000, 100)], 0), 1000, 0).granted).toBe(100);
  });

  it('lets go of all its leases, of what was due by them, and not of its debt', () => {
    const pace = withSlices(atRest(0), [slice(0, 2000, 100), slice(2000, 4000, 100)], 0);
    const rested = without(pace, 300);
    expect(rested).toMatchObject({ slices: [], due: 0 });
    const indebted = without(grant(pace, 50, 0).pace, 300);
    expect(indebted).toMatchObject({ slices: [], due: -20 });
    expect(waitOf(withSlices(indebted, [slice(300, 2000, 100)], 300), 300)).toBeCloseTo(200);
  });

  it('gives up the leases that would last longest, and only those that run', () => {
    const pace = withSlices(atRest(0), [slice(0, 300), slice(0, 900), slice(500, 2000)], 0);
    const { ended, pace: left } = shorten(pace, 2, 100);
    expect(ended.map(({ until }) => until)).toEqual([900, 300]);
    expect(left.slices).toEqual([slice(500, 2000)]);
  });
});

describe('the speed of a worker', () => {
  it('is what it managed once it wasted more than chance would have it, and never less than half at once', () => {
    expect(isTooSlow({ sent: 100, wasted: 2, seconds: 1 })).toBe(false);
    expect(isTooSlow({ sent: 100, wasted: 3, seconds: 1 })).toBe(true);
    expect(slowerSpeed(800, { sent: 600, wasted: 100, seconds: 1 })).toBe(600);
    expect(slowerSpeed(800, { sent: 10, wasted: 100, seconds: 1 })).toBe(400);
    expect(slowerSpeed(800, { sent: 900, wasted: 100, seconds: 1 })).toBe(800);
  });

  it('may grow when the worker used nearly all that it had', () => {
    expect(isAtItsLimit(500, { sent: 600, wasted: 0, seconds: 1.5 })).toBe(true);
    expect(isAtItsLimit(500, { sent: 500, wasted: 0, seconds: 1.5 })).toBe(false);
    expect(isAtItsLimit(500, { sent: 700, wasted: 100, seconds: 1.5 })).toBe(false);
  });
});
