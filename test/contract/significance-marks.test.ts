import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ModelName, modelNamed } from '../../functions/fiches/rules/significance/model.ts';
import { type Observation, observe } from '../../significance/observations.ts';
import { rotate, train } from '../../significance/training.ts';
import { rounded } from '../../significance/weights-file.ts';

const folder = fileURLToPath(new URL('../../../shared/data/fiches/significance-dev', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn(`SKIPPED: the labelled revisions are not at ${folder}, so the marks of significance are not checked`);

/** A little under what was measured: [precision, recall, F1, PR-AUC] on pairs that the model has not seen. */
const floors: [model: ModelName, pair: string, floor: [number, number, number, number]][] = [
  ['undated', '2019-10-23_2020-02-10', [0.61, 0.61, 0.61, 0.63]],
  ['undated', '2020-02-10_2020-03-24', [0.52, 0.53, 0.53, 0.54]],
  ['undated', '2020-03-24_2020-04-23', [0.56, 0.71, 0.63, 0.64]],
  ['undated', 'all', [0.59, 0.62, 0.61, 0.61]],
  ['dated', '2019-10-23_2020-02-10', [0.62, 0.84, 0.72, 0.67]],
  ['dated', '2020-02-10_2020-03-24', [0.66, 0.53, 0.59, 0.6]],
  ['dated', '2020-03-24_2020-04-23', [0.51, 0.81, 0.63, 0.78]],
  ['dated', 'all', [0.6, 0.81, 0.7, 0.67]],
];

describe.skipIf(!isThere)('on real revisions, a pair of snapshots at a time', () => {
  let observations: Observation[];
  beforeAll(async () => {
    observations = await observe(folder);
  }, 300_000);

  it.each(floors)('the %s model holds its marks on %s, which it has not seen', (name, pair, [precision, recall, f1, prAuc]) => {
    const marks = rotate(name, observations)?.pairs.find((one) => one.pair === pair)?.marks;
    expect(marks?.precision).toBeGreaterThan(precision);
    expect(marks?.recall).toBeGreaterThan(recall);
    expect(marks?.f1).toBeGreaterThan(f1);
    expect(marks?.prAuc).toBeGreaterThan(prAuc);
  });

  it.each(['undated', 'dated'] as const)('the %s weights of the repository are those that the folder gives', (name) => {
    const kept = modelNamed(name);
    const trained = rounded(train(name, observations));
    expect(kept.bias).toBeCloseTo(trained.bias, 2);
    for (const [at, weight] of trained.weights.entries()) expect(kept.weights[at]).toBeCloseTo(weight, 2);
  });
});
