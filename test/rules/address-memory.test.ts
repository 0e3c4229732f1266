import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressNews, judge, noMemory, type Verdict } from '../../functions/alerts/rules/address-memory.ts';
import type { AddressSign } from '../../functions/alerts/rules/mail-event-meanings.ts';

const HOUR = 60 * 60 * 1000;
const START = Date.UTC(2026, 2, 2, 8);

const after = (hours: number): string => new Date(START + hours * HOUR).toISOString();

/** News of a mail that was sent on that day. */
const news = (sign: AddressSign, day: number, toldAfterHours = 0, doubtful = false): AddressNews => ({
  sign,
  mail: `mail-${day}`,
  at: after(day * 24 + toldAfterHours),
  sentAt: after(day * 24),
  doubtful,
});
const kinds = (verdicts: Verdict[]) => verdicts.map((verdict) => (verdict.kind === 'stopped' ? verdict.reason : verdict.kind));
const told = (...all: AddressNews[]) => kinds(judge(noMemory, all).verdicts);

describe('news of an address', () => {
  it.each(['bounce', 'complaint'] as const)('%s stops mails at once, and once however often it is told', (sign) => {
    expect(told(news(sign, 1), news(sign, 1))).toEqual([sign]);
    const { memory } = judge(noMemory, [news(sign, 1)]);
    expect(judge(memory, [news(sign, 1)])).toEqual({ memory, verdicts: [] });
    expect(judge(memory, [news(sign, 1)]).memory).toBe(memory);
  });

  it('tells on every other mail that comes back: the person may have asked for mails again meanwhile', () => {
    expect(told(news('bounce', 1), news('bounce', 2), news('complaint', 2))).toEqual(['bounce', 'bounce', 'complaint']);
  });

  it('doubts an address that fails for the moment, and stops mails to it when that goes on', () => {
    const failures = [0, 1, 2, 3, 4].map((day) => news('failure', day));
    expect(told(...failures)).toEqual(['doubted', 'doubted', 'doubted', 'doubted', 'soft-bounces']);
  });

  it('counts a delay and the bounce of the same mail once', () => {
    const twice = [0, 1, 2, 3].flatMap((day) => [news('failure', day), news('failure', day, 12)]);
    expect(told(...twice)).toEqual(['doubted', 'doubted', 'doubted', 'doubted']);
  });

  it('starts anew once a mail to it arrived', () => {
    const failures = [0, 1, 2, 3].map((day) => news('failure', day));
    expect(told(...failures, news('delivery', 3, 12, true), news('failure', 4), news('failure', 5))).toEqual([
      'doubted',
      'doubted',
      'doubted',
      'doubted',
      'trusted',
      'doubted',
      'doubted',
    ]);
  });

  it('starts anew once mails to it were stopped', () => {
    const failures = Array.from({ length: 9 }, (_, day) => news('failure', day));
    expect(told(...failures).filter((kind) => kind === 'soft-bounces')).toHaveLength(1);
  });

  it('keeps nothing of a mail that arrived where nothing was wrong', () => {
    expect(judge(noMemory, [news('delivery', 1)])).toEqual({ memory: noMemory, verdicts: [] });
  });

  it('trusts an address that was in doubt, though nothing is kept of it any more', () => {
    expect(told(news('delivery', 1, 1, true), news('delivery', 1, 1, true))).toEqual(['trusted']);
  });

  const anyNews = fc
    .record({
      sign: fc.constantFrom<AddressSign>('bounce', 'complaint', 'failure'),
      day: fc.nat({ max: 27 }),
      hours: fc.nat({ max: 14 }),
    })
    .map(({ sign, day, hours }) => news(sign, day, hours));
  const many = fc.array(anyNews, { maxLength: 25 });
  const stopsOf = (all: AddressNews[]) => [...new Set(told(...all).filter((kind) => kind !== 'doubted'))].toSorted();

  it('comes to the same stops in whatever order, and however often, it is told', () =>
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.nat()), (all, ranks) => {
        const shuffled = [...all, ...all].map((one) => [ranks.next().value, one] as const).toSorted(([a], [b]) => a - b);
        expect(stopsOf(shuffled.map(([, one]) => one))).toEqual(stopsOf(all));
      }),
    ));

  it('said again in the same words changes nothing and says nothing', () =>
    fc.assert(
      fc.property(many, (all) => {
        const { memory } = judge(noMemory, all);
        expect(judge(memory, all)).toEqual({ memory, verdicts: [] });
      }),
    ));

  it('never takes up more than a few kilobytes', () =>
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 200 }), (count) => {
        const flood = Array.from({ length: count }, (_, mail) => news('failure', mail / 1000));
        expect(judge(noMemory, flood).memory.failures.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 5 },
    ));
});
