import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoolDown, stepAtEnd, stepFor, type Tell } from '../../functions/alerts/rules/cool-down.ts';

const MINUTE = 60;
const WINDOW = 60 * MINUTE;
const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2, 8) + second * 1000);
const time = (second: number): string => at(second).toISOString();
const never: CoolDown = { until: null, waiting: [] };

describe('a declared revision', () => {
  it.each<[what: string, coolDown: CoolDown, declared: { revision: number; urgent: boolean; now: number }, step: unknown]>([
    ['the first is told at once', never, { revision: 2, urgent: false, now: 0 }, { kind: 'tell', revisions: [2], until: time(WINDOW) }],
    [
      'soon after, it waits',
      { until: time(600), waiting: [] },
      { revision: 3, urgent: false, now: 599 },
      { kind: 'wait', until: time(600) },
    ],
    [
      'with others, for the same end',
      { until: time(600), waiting: [3] },
      { revision: 4, urgent: false, now: 9 },

      { kind: 'wait', until: time(600) },
    ],
    [
      'later, it is told',
      { until: time(600), waiting: [] },
      { revision: 3, urgent: false, now: 600 },

      { kind: 'tell', revisions: [3], until: time(600 + WINDOW) },
    ],
    [
      'after a missed run, all are told',
      { until: time(600), waiting: [4, 3] },
      { revision: 5, urgent: false, now: 900 },

      { kind: 'tell', revisions: [3, 4, 5], until: time(900 + WINDOW) },
    ],
    [
      'urgent, it takes along who waits',
      { until: time(600), waiting: [3, 5] },
      { revision: 4, urgent: true, now: 9 },

      { kind: 'tell', revisions: [3, 4, 5], until: time(9 + WINDOW) },
    ],
  ])('%s', (_, coolDown, { now, ...declared }, step) => {
    expect(stepFor(coolDown, declared, at(now), WINDOW)).toEqual(step);
  });

  it('is told with the others when more than twenty wait already', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => n + 2);
    expect(stepFor({ until: time(600), waiting: twenty.slice(1) }, { revision: 50, urgent: false }, at(0), WINDOW).kind).toBe('wait');
    expect(stepFor({ until: time(600), waiting: twenty }, { revision: 50, urgent: false }, at(0), WINDOW)).toMatchObject({
      revisions: [...twenty, 50],
    });
  });
});

describe('the end of a window', () => {
  it.each<[what: string, coolDown: CoolDown, now: number, step: unknown]>([
    ['tells what waited', { until: time(600), waiting: [4, 3] }, 600, { kind: 'tell', revisions: [3, 4], until: time(600 + WINDOW) }],
    ['is not there yet', { until: time(600), waiting: [3] }, 599, undefined],
    ['is nothing when nothing waits', { until: time(600), waiting: [] }, 900, undefined],
    ['is nothing before the first alert', never, 900, undefined],
  ])('%s', (_, coolDown, now, step) => {
    expect(stepAtEnd(coolDown, at(now), WINDOW)).toEqual(step);
  });
});

interface Declared {
  revision: number;
  urgent: boolean;
  second: number;
}

/** Revisions in any order, at any times, with a run every minute that may be missed. Gives the alerts, and the second of each. */
const live = (declared: Declared[], window: number, isMissed: (minute: number) => boolean) => {
  let coolDown: CoolDown = never;
  const alerts: { second: number; revisions: number[] }[] = [];
  const tell = (second: number, { revisions, until }: Tell): void => {
    alerts.push({ second, revisions });
    coolDown = { until, waiting: [] };
  };
  const last = Math.max(...declared.map(({ second }) => second)) + window + 2 * MINUTE;
  for (let second = 0; second <= last; second++) {
    const ended =
      second % MINUTE === 0 && (second > last - MINUTE || !isMissed(second / MINUTE)) ? stepAtEnd(coolDown, at(second), window) : undefined;
    if (ended) tell(second, ended);
    for (const one of declared.filter((each) => each.second === second)) {
      const step = stepFor(coolDown, one, at(second), window);
      if (step.kind === 'tell') tell(second, step);
      else coolDown = { ...coolDown, waiting: [...coolDown.waiting, one.revision] };
    }
  }
  return alerts;
};

const revisions = fc
  .array(fc.record({ urgent: fc.nat(9).map((n) => n === 0), second: fc.nat(600) }), { minLength: 1, maxLength: 15 })
  .chain((declared) =>
    fc
      .shuffledSubarray(
        declared.map((_, n) => n + 2),
        { minLength: declared.length },
      )
      .map((numbers) => declared.map((one, n) => ({ ...one, revision: numbers[n] ?? 0 }))),
  );
const window = fc.integer({ min: 0, max: 400 });

describe('any revisions at any times', () => {
  it('are each told once, an urgent one at its second, another never later than the window and a run', () => {
    fc.assert(
      fc.property(revisions, window, (declared, seconds) => {
        const alerts = live(declared, seconds, () => false);
        expect(alerts.flatMap(({ revisions: told }) => told).toSorted((a, b) => a - b)).toEqual(
          declared.map(({ revision }) => revision).toSorted((a, b) => a - b),
        );
        for (const { revision, urgent, second } of declared) {
          const told = alerts.find((alert) => alert.revisions.includes(revision))?.second ?? Number.NaN;
          expect(told).toBeGreaterThanOrEqual(second);
          expect(told).toBeLessThanOrEqual(urgent ? second : second + seconds + MINUTE);
        }
      }),
    );
  });

  it('never follow an alert within its window, unless one of them is urgent', () => {
    fc.assert(
      fc.property(revisions, window, (declared, seconds) => {
        const alerts = live(declared, seconds, () => false);
        for (const [n, { second, revisions: told }] of alerts.entries()) {
          const before = alerts[n - 1];
          const isUrgent = declared.some(({ revision, urgent }) => urgent && told.includes(revision));
          if (before && !isUrgent) expect(second - before.second).toBeGreaterThanOrEqual(seconds);
        }
      }),
    );
  });

  it('are all told when any runs are missed, as soon as one takes place', () => {
    fc.assert(
      fc.property(revisions, window, fc.func(fc.boolean()), (declared, seconds, isMissed) => {
        const told = live(declared, seconds, isMissed).flatMap((alert) => alert.revisions);
        expect(told.toSorted((a, b) => a - b)).toEqual(declared.map(({ revision }) => revision).toSorted((a, b) => a - b));
      }),
    );
  });
});
