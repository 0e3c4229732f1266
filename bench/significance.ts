import { readFileSync } from 'node:fs';
import { openArchive } from '../functions/fiches/archive/open-archive.ts';
import { readEntry } from '../functions/fiches/archive/read-entry.ts';
import { differenceOf } from '../functions/fiches/rules/difference.ts';
import type { Revised } from '../functions/fiches/rules/significance/evidence.ts';
import { proposalForImport } from '../functions/fiches/rules/significance/propose.ts';
import { ficheKey } from '../schemas/fiche.ts';
import type { FicheContent } from '../schemas/fiche-content.ts';
import { samplePath } from '../test/doubles/samples.ts';
import { median, type Row, type Scenario } from './scenario.ts';

const ROUNDS = 20;

const contentsOf = async (name: string): Promise<Map<string, FicheContent>> => {
  const archive = await openArchive(readFileSync(samplePath(name)));
  const read = await Promise.all(archive.fiches.map((file) => readEntry(file, null)));
  archive.close();
  return new Map(read.flatMap((fiche) => (fiche.ok ? [[ficheKey(fiche.content), fiche.content] as const] : [])));
};

/** The fiches of the samples that read differently in their second archive. */
const revisions = async (): Promise<Revised[]> => {
  const [before, after] = await Promise.all([contentsOf('fiches-sample'), contentsOf('fiches-sample-revision2')]);
  return [...after].flatMap(([key, fresh]) => {
    const old = before.get(key);
    const difference = old && differenceOf(old, fresh);
    return old && difference && difference.passages.length > 0 ? [{ before: old, after: fresh, difference, on: fresh.modifiedOn }] : [];
  });
};

/** Milliseconds of the median revision, each timed `ROUNDS` times; the first round warms up. */
const timed = (revised: Revised[], work: (revision: Revised) => unknown): number => {
  const rounds = Array.from({ length: ROUNDS }, () =>
    revised.map((revision) => {
      const started = performance.now();
      work(revision);
      return performance.now() - started;
    }),
  );
  return median(rounds.slice(1).flat());
};

/** What a proposal costs an import, or an editor who opens a draft, beside the difference that both need anyway. */
export const scenario: Scenario = {
  title: 'Significance proposed for the real revisions of the samples',
  async run(): Promise<Row[]> {
    const revised = await revisions();
    return [
      { what: 'revisions that read differently', value: revised.length, unit: 'revisions' },
      { what: 'difference of the median revision', value: timed(revised, ({ before, after }) => differenceOf(before, after)), unit: 'ms' },
      { what: 'proposal for the median revision', value: timed(revised, proposalForImport), unit: 'ms', mark: { of: 'value', most: 5 } },
    ];
  },
};
