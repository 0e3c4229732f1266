import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type FicheXml, ficheXml } from './fiche-xml.ts';

export interface LabelledXml {
  id: string;
  before: Omit<FicheXml, 'id'>;
  after: Omit<FicheXml, 'id'>;
  label: 0 | 1;
  /** The days of the two snapshots. */
  snapshots?: [string, string];
}

/** A folder of labelled revisions as the trainer reads one; `remove` takes it away. */
export const labelledFolder = (revisions: LabelledXml[]): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'parvis-labelled-'));
  const named = revisions.map((revision) => {
    const [before, after] = revision.snapshots ?? ['2020-01-01', '2020-02-10'];
    return { ...revision, before_snapshot: before, after_snapshot: after, key: `${before}_${after}/particuliers/${revision.id}` };
  });
  const lines = named.map(({ key, id, before, after, before_snapshot, after_snapshot }) =>
    JSON.stringify({
      key,
      before_snapshot,
      after_snapshot,
      before_xml: ficheXml({ id, ...before }),
      after_xml: ficheXml({ id, ...after }),
    }),
  );
  writeFileSync(join(path, 'pairs.jsonl.gz'), gzipSync(`${lines.join('\n')}\n`));
  writeFileSync(join(path, 'labels.csv'), `key,label,basis\n${named.map(({ key, label }) => `${key},${label},test\n`).join('')}`);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
