import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelledFolder } from '../doubles/labelled-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const says = (text: string) => ({ content: `<Texte><Paragraphe>${text}</Paragraphe></Texte>` });

const folder = labelledFolder([
  {
    id: 'F1',
    before: says('L’aide est de 450 €.'),
    after: { ...says('À partir du 1er février 2020, l’aide est de 480 €.'), modifiedOn: '2020-02-01' },
    label: 1,
  },
  { id: 'F2', before: says('Elle vaut\u2028dix ans.'), after: says('Elle vaut dix ans.'), label: 0 },
  { id: 'F3', before: says('Le dossier est gratuit.'), after: says('Le dossier reste gratuit.'), label: 0 },
  {
    id: 'F4',
    before: says('Le dossier est gratuit.'),
    after: says('Le dossier demeure gratuit.'),
    label: 1,
    snapshots: ['2020-02-10', '2020-03-24'],
  },
]);
afterAll(() => folder.remove());

const run = (...args: string[]) => promisify(execFile)(process.execPath, ['significance/run.ts', ...args], { cwd: root });

describe('npm run significance', () => {
  let lines: string[];
  beforeAll(async () => {
    lines = (await run(folder.path)).stdout.trimEnd().split('\n');
  });

  it('ends with one line of JSON: each pair and all, with and without the date', () => {
    const found = { revisions: 3, significant: 1, precision: 1, recall: 1, f1: 1, prAuc: 1 };
    const missed = { revisions: 1, significant: 1, precision: 0, recall: 0, f1: 0, prAuc: 1 };
    const report = JSON.parse(lines.at(-1) ?? '') as Record<string, Record<string, object>>;
    expect(Object.keys(report)).toEqual(['withoutDate', 'withDate']);
    for (const marks of Object.values(report)) {
      expect(Object.keys(marks)).toEqual(['2020-01-01_2020-02-10', '2020-02-10_2020-03-24', 'all']);
      expect(marks).toMatchObject({
        '2020-01-01_2020-02-10': found,
        '2020-02-10_2020-03-24': missed,
        all: { revisions: 4, significant: 2, precision: 1, recall: 0.5, f1: 0.6667 },
      });
    }
  });

  it('shows the same to people before it', () => {
    const shown = lines.slice(0, -1).join('\n');
    for (const word of ['without dc:date', 'with dc:date', 'precision', 'recall', 'F1', 'PR-AUC', '2020-02-10_2020-03-24'])
      expect(shown).toContain(word);
  });

  it('says what is missing of a folder without labels, with a label that is none, or of no folder', async () => {
    const refused = async (...args: string[]) => {
      const failure = await run(...args).then(
        () => undefined,
        (error: { code: number; stdout: string; stderr: string }) => error,
      );
      expect(failure).toMatchObject({ code: 1, stdout: '' });
      return failure?.stderr ?? '';
    };
    expect(await refused()).toContain('npm run significance -- FOLDER');
    expect(await refused('/nowhere')).toContain('labels.csv cannot be read in /nowhere');
    const broken = labelledFolder([{ id: 'F1', before: {}, after: {}, label: 1 }]);
    writeFileSync(join(broken.path, 'labels.csv'), 'key,label\nother,1\n');
    expect(await refused(broken.path)).toContain('labels.csv has no label for 2020-01-01_2020-02-10/particuliers/F1');
    writeFileSync(join(broken.path, 'labels.csv'), 'key,label\nother,maybe\n');
    expect(await refused(broken.path)).toContain('labels.csv, line 2: the label is neither 0 nor 1');
    rmSync(join(broken.path, 'labels.csv'));
    expect(await refused(broken.path)).toContain('labels.csv cannot be read');
    broken.remove();
  });
});
