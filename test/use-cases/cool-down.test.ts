import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFicheWithAlerts, idOf, WINDOW } from '../doubles/fiche-with-alerts.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

describe('significant revisions that follow one another', () => {
  it('go at once, then wait and are told together at the end of the window', async () => {
    const parvis = aFicheWithAlerts();
    await parvis.declare(2);
    expect(parvis.called()).toEqual([idOf(2)]);
    parvis.wait(60);
    await parvis.declare(3);
    await parvis.declare(4);
    await parvis.run();
    expect(parvis.called()).toEqual([]);
    expect(await parvis.ledger(3)).toMatchObject({ state: 'waiting', toldWith: null });
    parvis.wait(WINDOW - 60);
    await parvis.run();
    expect(parvis.called()).toEqual([idOf(4)]);
    expect(await parvis.told(4)).toMatchObject({ revision: 4, joined: [3] });
    expect(await parvis.ledger(3)).toMatchObject({ state: 'planned', toldWith: 4 });
    await parvis.run();
    expect(parvis.alerts).toHaveLength(2);
  });

  it('go at once again once the window has ended with nothing to tell', async () => {
    const parvis = aFicheWithAlerts();
    await parvis.declare(2);
    parvis.wait(WINDOW);
    await parvis.run();
    await parvis.declare(3);
    expect(parvis.alerts.map(({ revisions }) => revisions)).toEqual([[2], [3]]);
  });

  it('are taken along at once by an urgent one, whichever the last is', async () => {
    const parvis = aFicheWithAlerts();
    await parvis.declare(2);
    await parvis.declare(3);
    await parvis.declare(5);
    parvis.called();
    await parvis.declare(4, true);
    expect(parvis.called()).toEqual([idOf(5)]);
    expect(await parvis.told(5)).toMatchObject({ urgent: true, joined: [3, 4] });
    expect(await parvis.ledger(4)).toMatchObject({ revision: 4, toldWith: 5 });
  });

  it('change nothing when they are told again, but call the parts that are not done', async () => {
    const parvis = aFicheWithAlerts();
    for (const revision of [2, 3, 2, 3]) await parvis.declare(revision);
    await parvis.declare(4, true);
    parvis.called();
    for (const revision of [3, 4, 2]) await parvis.declare(revision);
    expect(parvis.called()).toEqual([idOf(4), idOf(4), idOf(2)]);
    expect(parvis.alerts.map(({ revisions }) => revisions)).toEqual([[2], [3, 4]]);
  });

  it('are all told by the first run that takes place after many that did not', async () => {
    const parvis = aFicheWithAlerts();
    for (const revision of [2, 3, 4]) await parvis.declare(revision);
    parvis.wait(10 * WINDOW);
    await parvis.run();
    expect(parvis.alerts.map(({ revisions }) => revisions)).toEqual([[2], [3, 4]]);
  });

  it('are told by the next declaration when no run takes place at all', async () => {
    const parvis = aFicheWithAlerts();
    for (const revision of [2, 3]) await parvis.declare(revision);
    parvis.wait(10 * WINDOW);
    await parvis.declare(4);
    expect(parvis.alerts.map(({ revisions }) => revisions)).toEqual([[2], [3, 4]]);
  });

  const scenario = async (parvis: ReturnType<typeof aFicheWithAlerts>): Promise<void> => {
    for (const revision of [2, 4, 3]) await parvis.declare(revision);
    parvis.wait(WINDOW);
    await parvis.run();
    await parvis.declare(5);
    await parvis.declare(6, true);
    await parvis.run();
  };

  it('are each told once, and looked after to their end, wherever a process dies', async () => {
    const whole = aFicheWithAlerts();
    await scenario(whole);
    const expected = [[2], [3, 4], [5, 6]];
    expect(whole.alerts.map(({ revisions }) => revisions)).toEqual(expected);
    for (let step = 0; step < whole.calls(); step++) {
      const parvis = aFicheWithAlerts(new Set([step]));
      await scenario(parvis);
      expect(parvis.alerts.map(({ revisions }) => revisions)).toEqual(expected);
      expect(await parvis.unfinished()).toEqual([2, 4, 6].map(idOf));
    }
  });

  it('are each told once in any order, at any times, in copies and at the same moment, with processes that die', async () => {
    const moment = fc.record({
      seconds: fc.nat(WINDOW),
      declared: fc.array(fc.record({ revision: fc.integer({ min: 2, max: 12 }), urgent: fc.nat(5).map((n) => n === 0) }), { maxLength: 4 }),
      runs: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(moment, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.nat(300), { maxLength: 20 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 7 }),
        async (moments, kills, turns) => {
          const parvis = aFicheWithAlerts(new Set(kills), turns);
          const revisions = new Set<number>();
          for (const { seconds, declared, runs } of moments) {
            parvis.wait(seconds);
            for (const { revision } of declared) revisions.add(revision);
            await Promise.all([
              ...declared.map(({ revision, urgent }) => parvis.declare(revision, urgent)),
              ...Array.from({ length: runs }, () => parvis.run()),
            ]);
          }
          parvis.wait(WINDOW);
          await parvis.run();
          const told = parvis.alerts.flatMap((alert) => alert.revisions);
          expect(told.toSorted((a, b) => a - b)).toEqual([...revisions].toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 300 },
    );
  });
});
