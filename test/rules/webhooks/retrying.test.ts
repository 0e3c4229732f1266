import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttempt, retryAfterSeconds } from '../../../functions/webhooks/rules/retry.ts';
import { afterTurn, type Health, IN_FLIGHT, PATIENCE, widthOf } from '../../../functions/webhooks/rules/turn.ts';
import { cdkContext, stageFrom } from '../../../lib/stage.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const after = (seconds: number): string => new Date(at.getTime() + seconds * 1000).toISOString();
const { retrySeconds: delays } = stageFrom(cdkContext(), 'production').settings.webhooks;
const random = fc.double({ min: 0, max: 0.999999, noNaN: true });

describe('the attempts of a delivery', () => {
  it('are spread in production as the specification’s example spreads them, over more than three days', () => {
    const spread: number[] = [];
    let now = at;
    for (let tries = 1; ; tries++) {
      const next = nextAttempt({ at: now, tries, retryAfter: null }, { delays, random: 0 });
      if (!next) break;
      spread.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(spread).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect((now.getTime() - at.getTime()) / 3_600_000).toBeCloseTo(75.58, 1);
  });

  it('never come before their delay, nor more than a fifth after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: delays.length }), random, (tries, share) => {
        const next = nextAttempt({ at, tries, retryAfter: null }, { delays, random: share });
        const waited = ((next?.getTime() ?? 0) - at.getTime()) / 1000;
        const delay = delays[tries - 1] ?? 0;
        expect(waited).toBeGreaterThanOrEqual(delay);
        expect(waited).toBeLessThanOrEqual(delay * 1.2);
      }),
    );
  });

  it.each([
    { asks: 60, comes: 60 },
    { asks: 2, comes: 5 },
    { asks: 10_000_000, comes: 86_400 },
  ])('wait as long as the partner asks, up to a day: $asks s', ({ asks, comes }) => {
    expect(nextAttempt({ at, tries: 1, retryAfter: asks }, { delays, random: 0 })?.toISOString()).toBe(after(comes));
  });

  it('end with the schedule, whatever the partner asks', () => {
    expect(nextAttempt({ at, tries: delays.length + 1, retryAfter: 5 }, { delays, random: 0 })).toBeUndefined();
  });

  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['Sun, 01 Mar 2026 08:01:30 GMT', 90],
    ['Sun, 01 Mar 2026 07:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['2026-03-01', null],
    [undefined, null],
  ])('read Retry-After: %s', (header, seconds) => {
    expect(retryAfterSeconds(header, at)).toBe(seconds);
  });
});

describe('an endpoint after a turn', () => {
  const well: Health = { failures: 0, failingSince: null, restUntil: null };
  const seen = { successes: 0, failures: 0, gone: false, retryAfter: null };
  const pace = { delays, random: 0 };

  it('is well after a success, however long it had failed', () => {
    const health = { failures: 9, failingSince: after(-400_000), restUntil: after(-1) };
    expect(afterTurn(health, { ...seen, successes: 1 }, at, pace)).toEqual({ ...well, disabled: null });
  });

  it('goes on at once after a few failures, and rests after four in a row, longer each time, a quarter of an hour at most', () => {
    const rests = Array.from({ length: 12 }, (_, number) => {
      const { restUntil } = afterTurn({ ...well, failures: number }, { ...seen, failures: number + 1 }, at, pace);
      return restUntil === null ? 0 : (Date.parse(restUntil) - at.getTime()) / 1000;
    });
    expect(rests).toEqual([0, 0, 0, 5, 300, 900, 900, 900, 900, 900, 900, 900]);
  });

  it('is probed with one delivery while it fails, and posted to four by four while it does not', () => {
    expect([0, PATIENCE - 1, PATIENCE, 50].map(widthOf)).toEqual([IN_FLIGHT, IN_FLIGHT, 1, 1]);
  });

  it('is left alone as long as it asks, within the same bound', () => {
    expect(afterTurn(well, { ...seen, failures: 1, retryAfter: 30 }, at, pace).restUntil).toBe(after(30));
    expect(afterTurn(well, { ...seen, failures: 1, retryAfter: 90_000 }, at, pace).restUntil).toBe(after(900));
  });

  it('fails since its first failure after a success', () => {
    expect(afterTurn(well, { ...seen, failures: 1 }, at, pace).failingSince).toBe(after(0));
    expect(afterTurn({ ...well, failures: 1, failingSince: after(-60) }, { ...seen, failures: 2 }, at, pace).failingSince).toBe(after(-60));
    const mixed = afterTurn({ ...well, failures: 1, failingSince: after(-60) }, { ...seen, successes: 3, failures: 1 }, at, pace);
    expect(mixed.failingSince).toBe(after(0));
  });

  it('is disabled after five days of nothing but failures, not before', () => {
    const failing = (days: number) => ({ failures: 5, failingSince: after(-days * 86_400), restUntil: null });
    expect(afterTurn(failing(4.99), { ...seen, failures: 6 }, at, pace).disabled).toBeNull();
    expect(afterTurn(failing(5), { ...seen, failures: 6 }, at, pace).disabled).toEqual({ reason: 'failing', at: after(0) });
  });

  it('is disabled at its own word', () => {
    expect(afterTurn(well, { ...seen, failures: 1, gone: true }, at, pace).disabled).toEqual({ reason: 'gone', at: after(0) });
  });

  it('is as it was when there was nothing to send: an old failure neither rests nor ends it', () => {
    const health = { failures: 7, failingSince: after(-600_000), restUntil: null };
    expect(afterTurn(health, { ...seen, failures: 7 }, at, pace)).toEqual({ ...health, disabled: null });
  });
});
