// In a process of its own, so that its memory is that of the import: `measure.ts ARCHIVE`, measures as JSON on descriptor 3.
import { readFileSync, writeSync } from 'node:fs';
import { openArchive } from '../../functions/fiches/archive/open-archive.ts';
import { fingerprintOf } from '../../functions/fiches/rules/fingerprint.ts';
import { readFiche } from '../../functions/fiches/xml/read-fiche.ts';
import type { Import, ImportScope } from '../../schemas/import.ts';
import { startRealImporter } from '../../test/doubles/real-importer.ts';
import { median } from '../scenario.ts';

export interface ImportMeasure {
  counts: Import['counts'];
  seconds: number;
  cpuSeconds: number;
  tableRequests: number;
  objectRequests: number;
}

export interface Measures {
  /** Of reading the XML and its fingerprint, once warm. */
  readMilliseconds: number;
  first: ImportMeasure;
  again: ImportMeasure;
  /** Highest of the whole process, object store included, and before anything was imported. */
  peakMegabytes: number;
  startMegabytes: number;
}

const complete: ImportScope = { scope: 'complete', audience: 'particuliers' };
const WARM_UP = 500;

const cpuOfReading = async (bytes: Buffer): Promise<number> => {
  const archive = await openArchive(bytes);
  const milliseconds: number[] = [];
  for (const file of archive.fiches.slice(0, 2 * WARM_UP)) {
    const xml = await file.bytes();
    const start = process.cpuUsage();
    const read = readFiche(xml);
    if (read.ok) fingerprintOf(read.content);
    const { user, system } = process.cpuUsage(start);
    milliseconds.push((user + system) / 1000);
  }
  archive.close();
  return median(milliseconds.slice(WARM_UP));
};

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
const peak = (): number => process.resourceUsage().maxRSS / 1024;

const bytes = readFileSync(process.argv[2] ?? '');
const readMilliseconds = await cpuOfReading(bytes);
const importer = await startRealImporter();
const measure = async (): Promise<ImportMeasure> => {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const { state, counts, refusal } = await importer.importAll(bytes, complete);
  if (state !== 'done') throw new Error(`the import ended ${state}: ${refusal}`);
  const { user, system } = process.cpuUsage(cpu);
  return {
    counts,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1_000_000,
    tableRequests: sum(importer.tableRequests),
    objectRequests: sum(importer.objectRequests),
  };
};
try {
  const startMegabytes = peak();
  const first = await measure();
  const again = await measure();
  const measures: Measures = { readMilliseconds, first, again, startMegabytes, peakMegabytes: peak() };
  writeSync(3, JSON.stringify(measures));
} finally {
  await importer.stop();
}
