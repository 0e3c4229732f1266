import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stopsMail } from '../../functions/alerts/rules/soft-bounces.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 2, 2, 8);
const onDays = (...days: number[]): string[] => days.map((day) => new Date(START + day * DAY).toISOString());

describe('failures of the moment', () => {
  it.each([
    ['none', [], false],
    ['four in four days', [0, 1, 2, 3], false],
    ['five in five days', [0, 1, 2, 3, 4], true],
    ['five on three days', [0, 0.1, 0.2, 1, 2], true],
    ['a hundred on one bad day', Array.from({ length: 100 }, (_, n) => n / 1000), false],
    ['five on two days', [0, 0.1, 0.2, 1, 1.1], false],
    ['five, the first of them more than two weeks before the last', [0, 3, 6, 12, 14.01], true],
    ['four within two weeks and one long before', [0, 29, 30, 31, 32], false],
    ['three weekly digests in a row', [0, 7, 14], true],
    ['three on neighbouring days', [0, 1, 2], false],
    ['three, a month apart', [0, 30, 60], false],
  ])('%s: %j', (_, days, stops) => {
    expect(stopsMail(onDays(...days))).toBe(stops);
  });

  const failures = fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 30 });
  const times = (hours: number[]) => hours.map((hour) => new Date(START + hour * 3_600_000).toISOString());

  it('say the same in whatever order they are told', () =>
    fc.assert(
      fc.property(failures, fc.infiniteStream(fc.nat()), (hours, ranks) => {
        const shuffled = hours.map((hour) => [ranks.next().value, hour] as const).toSorted(([a], [b]) => a - b);
        expect(stopsMail(times(shuffled.map(([, hour]) => hour)))).toBe(stopsMail(times(hours)));
      }),
    ));

  it('never say less because there are more of them', () =>
    fc.assert(
      fc.property(failures, failures, (some, more) => {
        fc.pre(stopsMail(times(some)));
        expect(stopsMail(times([...some, ...more]))).toBe(true);
      }),
    ));

  it('of one or two days never stop anything', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 60 }), (hours) => {
        expect(stopsMail(times(hours))).toBe(false);
      }),
    ));
});
