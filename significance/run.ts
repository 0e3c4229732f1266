// `npm run significance -- FOLDER [--train]`: how well significance is proposed for the labelled revisions of a folder; its last line is JSON.
import { parseArgs } from 'node:util';
import { type Model, type ModelName, modelNamed } from '../functions/fiches/rules/significance/model.ts';
import { FolderRefused } from './labelled-folder.ts';
import type { Marks } from './marks.ts';
import { type Observation, observe } from './observations.ts';
import { type Report, reportOn, tableOf } from './report.ts';
import { rotate, train } from './training.ts';
import { rounded, writeWeights } from './weights-file.ts';

const names: ModelName[] = ['undated', 'dated'];
const usage = 'npm run significance -- FOLDER [--train]; FOLDER holds pairs.jsonl.gz and labels.csv';

/** Fits both models to all of the folder and writes their weights, after saying what they are worth on pairs that they have not seen. */
const trainOn = (observations: Observation[]): Record<ModelName, Model> => {
  for (const report of names.flatMap((name) => rotate(name, observations) ?? [])) console.log(`held out, ${tableOf(report)}\n`);
  const models = { undated: rounded(train('undated', observations)), dated: rounded(train('dated', observations)) };
  writeWeights(models);
  return models;
};

const inShort = ({ precision, recall, f1, prAuc, ...counts }: Marks) => ({
  ...counts,
  ...Object.fromEntries(Object.entries({ precision, recall, f1, prAuc }).map(([name, value]) => [name, Number(value.toFixed(4))])),
});

const lineOf = (reports: Report[]): string =>
  JSON.stringify(
    Object.fromEntries(
      reports.map(({ model, pairs }) => [
        model === 'dated' ? 'withDate' : 'withoutDate',
        Object.fromEntries(pairs.map(({ pair, marks }) => [pair, inShort(marks)])),
      ]),
    ),
  );

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { train: { type: 'boolean', default: false } }, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new FolderRefused(usage);
  const observations = await observe(folder);
  const models = values.train ? trainOn(observations) : { undated: modelNamed('undated'), dated: modelNamed('dated') };
  const reports = names.map((name) => reportOn(name, models[name], observations));
  for (const report of reports) console.log(`${tableOf(report)}\n`);
  console.log(lineOf(reports));
};

try {
  await main();
} catch (error) {
  if (!(error instanceof FolderRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
