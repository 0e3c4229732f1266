import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../functions/fiches/rules/significance/model.ts';
import { fitLogistic } from '../../../significance/logistic.ts';
import { bestThreshold, marksOf } from '../../../significance/marks.ts';
import type { Observation } from '../../../significance/observations.ts';
import { rotate, train } from '../../../significance/training.ts';

const answers = (...confidences: [confidence: number, significant: boolean][]) =>
  confidences.map(([confidence, significant]) => ({ confidence, significant }));

describe('marks', () => {
  it('count what was called, what was found and what there was to find', () => {
    const marks = marksOf(answers([0.9, true], [0.8, false], [0.5, true], [0.4, true], [0.1, false]));
    expect(marks).toMatchObject({ revisions: 5, significant: 3, precision: 2 / 3, recall: 2 / 3 });
    expect(marks.f1).toBeCloseTo(2 / 3);
    expect(marks.prAuc).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3);
  });

  it('take answers of one confidence together, whatever their order', () => {
    const [one, other] = [answers([0.7, true], [0.7, false]), answers([0.7, false], [0.7, true])];
    expect(marksOf(one)).toEqual(marksOf(other));
    expect(marksOf(one).prAuc).toBe(0.5);
  });

  it('are 0 where nothing is called or there is nothing to find', () => {
    expect(marksOf(answers([0.1, true]))).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(marksOf(answers([0.9, false]))).toMatchObject({ precision: 0, recall: 0, f1: 0, prAuc: 0 });
  });

  it('tell from where to call', () => {
    expect(bestThreshold(answers([0.9, true], [0.3, true], [0.2, false], [0.1, false]))).toBe(0.3);
  });
});

describe('a logistic regression', () => {
  const examples = Array.from({ length: 200 }, (_, at) => ({
    measures: [at % 10, (at * 7) % 3],
    significant: at % 10 > 6 || (at % 10 > 4 && at % 4 === 0),
    weight: 1,
  }));

  it('finds what tells, leaves what does not, and is held back by its restraint', () => {
    const [free, held] = [fitLogistic(examples, 1), fitLogistic(examples, 1000)];
    expect(free.weights[0]).toBeGreaterThan(0.5);
    expect(Math.abs(free.weights[1] ?? 1)).toBeLessThan(0.2);
    expect(held.weights[0]).toBeGreaterThan(0);
    expect(held.weights[0]).toBeLessThan((free.weights[0] ?? 0) / 2);
  });

  it('is as sure on the whole as the examples are significant', () => {
    const model = fitLogistic(examples, 1);
    const sure = examples.reduce((sum, { measures }) => sum + confidenceOf(model, measures), 0);
    expect(sure).toBeCloseTo(examples.filter(({ significant }) => significant).length, 5);
  });
});

describe('training', () => {
  const observed = (pair: string, flipped: boolean): Observation[] =>
    Array.from({ length: 40 }, (_, at) => {
      const measures = [at % 2];
      return { pair, significant: (at % 2 === 1) !== flipped, measures: { dated: measures, undated: measures } };
    });

  it('judges each pair by the others alone', () => {
    const report = rotate('undated', [...observed('a', false), ...observed('b', false), ...observed('c', true)]);
    expect(report?.pairs.map(({ pair }) => pair)).toEqual(['a', 'b', 'c', 'all']);
    expect(report?.pairs[2]?.marks.f1).toBe(0);
    expect(rotate('undated', observed('a', false))).toBeUndefined();
  });

  it('gives the same model for the same observations', () => {
    const observations = [...observed('a', false), ...observed('b', false)];
    expect(train('dated', observations)).toEqual(train('dated', observations));
    expect(confidenceOf(train('dated', observations), [1])).toBeGreaterThanOrEqual(0.5);
    expect(confidenceOf(train('dated', observations), [0])).toBeLessThan(0.5);
  });
});
