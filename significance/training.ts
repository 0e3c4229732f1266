import { confidenceOf, type Model, type ModelName } from '../functions/fiches/rules/significance/model.ts';
import { type Example, fitLogistic } from './logistic.ts';
import { bestThreshold, marksOf } from './marks.ts';
import type { Observation } from './observations.ts';
import { answersOf, byPair, type Report } from './report.ts';

/** Chosen on the rotations, among 10, 33 and 100. */
const RESTRAINT = 33;
/** Pairs hold from 4 % to 18 % of significant revisions: each is weighed as if it held this share. */
const SHARE = 0.15;

const isSignificant = ({ significant }: Observation): boolean => significant;

const examplesOf = (name: ModelName, observations: Observation[]): Example[] =>
  [...Map.groupBy(observations, ({ pair }) => pair).values()].flatMap((pair) => {
    const significant = pair.filter(isSignificant).length;
    const weight = significant === 0 ? 1 : (SHARE / (1 - SHARE)) * ((pair.length - significant) / significant);
    return pair.map((observation) => ({
      measures: observation.measures[name],
      significant: observation.significant,
      weight: observation.significant ? weight : 1,
    }));
  });

/** Moves the bias so that a half is where F1 is best on the examples. */
const turnedAt = (threshold: number, { bias, weights }: Model): Model => ({ bias: bias - Math.log(threshold / (1 - threshold)), weights });

export const train = (name: ModelName, observations: Observation[]): Model => {
  const examples = examplesOf(name, observations);
  const model = fitLogistic(examples, RESTRAINT);
  const answers = examples.map(({ measures, ...example }) => ({ ...example, confidence: confidenceOf(model, measures) }));
  return turnedAt(bestThreshold(answers), model);
};

/** Each pair judged by a model, threshold included, that was trained on the others alone; undefined for a single pair. */
export const rotate = (name: ModelName, observations: Observation[]): Report | undefined => {
  const pairs = byPair(observations).slice(0, -1);
  if (pairs.length < 2) return undefined;
  const judged = pairs.map(([pair, held]) => {
    const others = observations.filter((observation) => observation.pair !== pair);
    return { pair, answers: answersOf(name, train(name, others), held) };
  });
  const whole = { pair: 'all', answers: judged.flatMap(({ answers }) => answers) };
  return { model: name, pairs: [...judged, whole].map(({ pair, answers }) => ({ pair, marks: marksOf(answers) })) };
};
