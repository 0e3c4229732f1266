import { confidenceOf, type Model, type ModelName } from '../functions/fiches/rules/significance/model.ts';
import { type Answer, type Marks, marksOf } from './marks.ts';
import type { Observation } from './observations.ts';

/** Marks of each snapshot pair, then of all of them. */
export interface Report {
  model: ModelName;
  pairs: { pair: string; marks: Marks }[];
}

/** In the order of their dates, with all of them last. */
export const byPair = (observations: Observation[]): [pair: string, observations: Observation[]][] => [
  ...[...Map.groupBy(observations, ({ pair }) => pair)].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ['all', observations],
];

export const answersOf = (name: ModelName, model: Model, observations: Observation[]): Answer[] =>
  observations.map(({ measures, significant }) => ({ significant, confidence: confidenceOf(model, measures[name]) }));

export const reportOn = (name: ModelName, model: Model, observations: Observation[]): Report => ({
  model: name,
  pairs: byPair(observations).map(([pair, held]) => ({ pair, marks: marksOf(answersOf(name, model, held)) })),
});

const titles: Record<ModelName, string> = { dated: 'with dc:date', undated: 'without dc:date' };
const figure = (value: number): string => value.toFixed(3).padStart(10);

export const tableOf = ({ model, pairs }: Report): string =>
  [
    titles[model].padEnd(24) +
      ['revisions', 'of which', 'precision', 'recall', 'F1', 'PR-AUC'].map((column) => column.padStart(10)).join(''),
    ...pairs.map(({ pair, marks }) =>
      [
        `  ${pair}`.padEnd(24),
        String(marks.revisions).padStart(10),
        String(marks.significant).padStart(10),
        ...[marks.precision, marks.recall, marks.f1, marks.prAuc].map(figure),
      ].join(''),
    ),
  ].join('\n');
