import type { Model } from '../functions/fiches/rules/significance/model.ts';
import { confidenceOf } from '../functions/fiches/rules/significance/model.ts';

export interface Example {
  measures: number[];
  significant: boolean;
  /** How much it counts. */
  weight: number;
}

const ROUNDS = 30;

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Mean and spread of each measure over the examples, each counted once. */
const scalesOf = (examples: Example[]): { mean: number; spread: number }[] =>
  (examples[0]?.measures ?? []).map((_, at) => {
    const values = examples.map(({ measures }) => measures[at] ?? 0);
    const mean = sum(values) / values.length;
    return { mean, spread: Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length) || 1 };
  });

/** Solves `matrix · x = vector` for a symmetric, positive matrix, by elimination. */
const solve = (matrix: number[][], vector: number[]): number[] => {
  const rows = matrix.map((row, at) => [...row, vector[at] ?? 0]);
  const size = rows.length;
  for (const [at, pivot] of rows.entries()) {
    const head = pivot[at] ?? 1;
    for (let column = at; column <= size; column++) pivot[column] = (pivot[column] ?? 0) / head;
    for (const [other, row] of rows.entries()) {
      const factor = row[at] ?? 0;
      if (other === at || factor === 0) continue;
      for (let column = at; column <= size; column++) row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  return rows.map((row) => row[size] ?? 0);
};

/** One step of Newton's method; the first column stands for the bias, which nothing holds back. */
const step = (examples: Example[], current: number[], restraint: number): number[] => {
  const size = current.length;
  const gradient = current.map((value, at) => (at === 0 ? 0 : -restraint * value));
  const curvature = current.map((_, row) => current.map((__, column) => (row === column ? (row === 0 ? 1e-9 : restraint) : 0)));
  const [bias = 0, ...weights] = current;
  for (const { measures, significant, weight } of examples) {
    const likely = confidenceOf({ bias, weights }, measures);
    const inputs = [1, ...measures];
    const error = weight * ((significant ? 1 : 0) - likely);
    const bend = weight * likely * (1 - likely);
    for (let row = 0; row < size; row++) {
      const input = inputs[row] ?? 0;
      if (input === 0) continue;
      gradient[row] = (gradient[row] ?? 0) + error * input;
      const line = curvature[row] ?? [];
      for (let column = 0; column < size; column++) line[column] = (line[column] ?? 0) + bend * input * (inputs[column] ?? 0);
    }
  }
  const move = solve(curvature, gradient);
  return current.map((value, at) => value + (move[at] ?? 0));
};

/** Logistic regression. `restraint` pulls weights, of measures brought to one scale, to 0: the greater, the less single examples tell. */
export const fitLogistic = (examples: Example[], restraint: number): Model => {
  const scales = scalesOf(examples);
  const scaled = examples.map((example) => ({
    ...example,
    measures: example.measures.map((measure, at) => (measure - (scales[at]?.mean ?? 0)) / (scales[at]?.spread ?? 1)),
  }));
  let current = [0, ...scales.map(() => 0)];
  for (let round = 0; round < ROUNDS; round++) current = step(scaled, current, restraint);
  const [bias = 0, ...fitted] = current;
  const weights = fitted.map((weight, at) => weight / (scales[at]?.spread ?? 1));
  return { bias: bias - sum(weights.map((weight, at) => weight * (scales[at]?.mean ?? 0))), weights };
};
