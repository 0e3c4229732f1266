import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fullArchive } from './import/archive.ts';
import type { ImportMeasure, Measures } from './import/measure.ts';
import type { Row, Scenario } from './scenario.ts';

const measure = (archive: string): Promise<Measures> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('import/measure.ts', import.meta.url));
    const child = spawn(process.execPath, [script, archive], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let told = '';
    child.stdio[3]?.on('data', (part: Buffer) => {
      told += part.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(told) as Measures);
      else reject(new Error(`the measure ended with ${code}`));
    });
  });

const fichesOf = ({ counts }: ImportMeasure): number => counts.added + counts.changed + counts.unchanged;

const rowsOf = (what: string, import_: ImportMeasure): Row[] => {
  const fiches = fichesOf(import_);
  return [
    { what: `${what}: speed on this machine`, value: fiches / import_.seconds, unit: 'fiches/s' },
    { what: `${what}: CPU of the function and its bucket`, value: (import_.cpuSeconds / fiches) * 1000, unit: 'ms/fiche' },
    { what: `${what}: DynamoDB requests`, value: import_.tableRequests, unit: 'requests' },
    { what: `${what}: S3 requests`, value: import_.objectRequests, unit: 'requests' },
  ];
};

/** A whole archive, twice: the first time everything is written, the second nothing but the progress. */
export const scenario: Scenario = {
  title: 'Import of an archive of the size of DILA’s, on a real DynamoDB engine',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'parvis-bench-'));
    try {
      const { bytes, distinct } = await fullArchive();
      const archive = join(folder, 'vosdroits.zip');
      await writeFile(archive, bytes);
      const { readMilliseconds, first, again, startMegabytes, peakMegabytes } = await measure(archive);
      return [
        { what: 'fiches in the archive', value: fichesOf(first), unit: 'fiches' },
        { what: 'of them with a text of their own', value: distinct, unit: 'fiches' },
        { what: 'archive', value: bytes.length / 1024 ** 2, unit: 'MB' },
        { what: 'reading one fiche, median CPU', value: readMilliseconds, unit: 'ms', mark: { of: 'value', most: 3 } },
        ...rowsOf('all new', first),
        ...rowsOf('all unchanged', again),
        { what: 'memory before the import, archive included', value: startMegabytes, unit: 'MB' },
        { what: 'memory at its highest', value: peakMegabytes, unit: 'MB' },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
