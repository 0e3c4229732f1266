import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsOf, type Heard, movement } from '../../functions/alerts/rules/feedback-counts.ts';
import { type ToldKind, toldKinds } from '../../functions/alerts/rules/mail-event-meanings.ts';

type Told = { kind: ToldKind; position: number };

const heardOf = (told: Told[]): Heard =>
  Object.fromEntries(
    toldKinds.map((kind) => [kind, new Set(told.filter((one) => one.kind === kind).map(({ position }) => position))]),
  ) as unknown as Heard;

describe('what the ledger counts of a chunk', () => {
  it('counts a mail that was given up as bounced, unless it arrived: then it was an automatic answer', () => {
    const given = { kind: 'given-up' as const, position: 1 };
    expect(countsOf(heardOf([given]))).toMatchObject({ bounced: 1, delivered: 0 });
    expect(countsOf(heardOf([given, { kind: 'delivered', position: 1 }]))).toMatchObject({ bounced: 0, delivered: 1 });
    expect(countsOf(heardOf([given, { kind: 'bounced', position: 1 }]))).toMatchObject({ bounced: 1 });
  });

  const told = fc.array(fc.record({ kind: fc.constantFrom(...toldKinds), position: fc.nat({ max: 49 }) }), { maxLength: 60 });

  it('adds up to the same, however what was told is cut into steps', () =>
    fc.assert(
      fc.property(told, fc.nat({ max: 60 }), (all, cut) => {
        const [first, whole] = [heardOf(all.slice(0, cut)), heardOf(all)];
        const steps = [movement(heardOf([]), first), movement(first, whole)];
        const sum = (kind: 'delivered' | 'bounced' | 'complained' | 'rejected') => steps.reduce((total, step) => total + step[kind], 0);
        const counts = countsOf(whole);
        for (const kind of ['delivered', 'bounced', 'complained', 'rejected'] as const) expect(sum(kind)).toBe(counts[kind]);
      }),
    ));
});
