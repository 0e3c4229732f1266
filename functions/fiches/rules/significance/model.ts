import type { Evidence } from './evidence.ts';
import { datedSignals, type Signal, signals, undatedSignals, type Weights } from './signals.ts';
import { weights } from './weights.ts';

export type ModelName = keyof Weights;

/** A weighted sum of the signals, in the order of `signalsOf`. */
export interface Model {
  bias: number;
  weights: number[];
}

/** Those that both models look at come first. */
export const signalsOf = (name: ModelName): [name: string, signal: Signal][] =>
  Object.entries<Signal>({ ...signals, ...(name === 'dated' ? datedSignals : undatedSignals) });

export const modelNamed = (name: ModelName): Model => {
  const { bias, of } = weights[name];
  const byName: Record<string, number> = of;
  return { bias, weights: signalsOf(name).map(([signal]) => byName[signal] ?? 0) };
};

export const measuresOf = (name: ModelName, evidence: Evidence): number[] => signalsOf(name).map(([, { measure }]) => measure(evidence));

/** From 0 to 1; a half is where the model turns from one answer to the other. */
export const confidenceOf = (model: Model, measures: number[]): number =>
  1 / (1 + Math.exp(-measures.reduce((sum, measure, at) => sum + measure * (model.weights[at] ?? 0), model.bias)));
