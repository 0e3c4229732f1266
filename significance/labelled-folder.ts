import { accessSync, createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import * as z from 'zod/mini';
import { readFiche } from '../functions/fiches/xml/read-fiche.ts';
import type { FicheContent } from '../schemas/fiche-content.ts';

/** A folder that is not what it should be: the message says which file and why. */
export class FolderRefused extends Error {}

const Line = z.object({
  key: z.string(),
  before_snapshot: z.iso.date(),
  after_snapshot: z.iso.date(),
  before_xml: z.string(),
  after_xml: z.string(),
});

/** One fiche in two snapshots, and whether its publisher called the change important. */
export interface LabelledRevision {
  key: string;
  /** Both snapshots: the revisions of one pair came in one import. */
  pair: string;
  /** The day of the second snapshot. */
  on: string;
  before: FicheContent;
  after: FicheContent;
  significant: boolean;
}

const open = <Read>(folder: string, name: string, read: (path: string) => Read): Read => {
  try {
    return read(join(folder, name));
  } catch (error) {
    throw new FolderRefused(`${name} cannot be read in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Only `key` and `label` are read: the other columns are made from the answer. */
const labelsOf = (folder: string): Map<string, boolean> => {
  const [header = '', ...lines] = open(folder, 'labels.csv', (path) => readFileSync(path, 'utf8')).split(/\r?\n/);
  const columns = header.split(',');
  const [key, label] = [columns.indexOf('key'), columns.indexOf('label')];
  if (key === -1 || label === -1) throw new FolderRefused(`labels.csv of ${folder} has no columns "key" and "label"`);
  return new Map(
    lines.filter(Boolean).map((line, at) => {
      const cells = line.split(',');
      const [name, value] = [cells[key], cells[label]];
      if (!name || (value !== '0' && value !== '1')) throw new FolderRefused(`labels.csv, line ${at + 2}: the label is neither 0 nor 1`);
      return [name, value === '1'];
    }),
  );
};

/** Lines end with a line feed and nothing else: documents hold other separators. */
const linesOf = async function* (path: string): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
};

const contentOf = (xml: string, key: string): FicheContent => {
  const read = readFiche(xml);
  if (!read.ok) throw new FolderRefused(`${key} cannot be read, line ${read.line}: ${read.reason}`);
  return read.content;
};

/** Every revision of the folder. Throws FolderRefused for a file that is missing, a revision without a label, a document that cannot be read. */
export const readLabelledFolder = async function* (folder: string): AsyncGenerator<LabelledRevision> {
  const labels = labelsOf(folder);
  open(folder, 'pairs.jsonl.gz', accessSync);
  for await (const line of linesOf(join(folder, 'pairs.jsonl.gz'))) {
    const { key, before_snapshot, after_snapshot, before_xml, after_xml } = Line.parse(JSON.parse(line));
    const significant = labels.get(key);
    if (significant === undefined) throw new FolderRefused(`labels.csv has no label for ${key}`);
    yield {
      key,
      pair: `${before_snapshot}_${after_snapshot}`,
      on: after_snapshot,
      before: contentOf(before_xml, key),
      after: contentOf(after_xml, key),
      significant,
    };
  }
};
