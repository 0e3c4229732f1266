import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { openArchive } from '../../functions/fiches/archive/open-archive.ts';

export interface SampleFile {
  name: string;
  xml: string;
}

export const samplePath = (name: string): URL => new URL(`../../local/samples/${name}.zip`, import.meta.url);

/** The real fiches of one of the sample archives of the repository. */
export const sampleFiles = async (name: 'fiches-sample' | 'fiches-sample-revision2'): Promise<SampleFile[]> => {
  const archive = await openArchive(readFileSync(samplePath(name)));
  const files: SampleFile[] = [];
  for (const file of archive.fiches) files.push({ name: file.path, xml: (await file.bytes()).toString('utf8') });
  archive.close();
  return files;
};

const beside = (path: string): URL => new URL(`../../../shared/data/fiches/${path}`, import.meta.url);
const genuineFolder = beside('genuine-3.5/');
const pairsFile = beside('significance-dev/pairs.jsonl.gz');

/** True when the larger data set that is kept beside the repository is there. */
export const hasData = existsSync(genuineFolder) && existsSync(pairsFile);

/** Fiches of schema 3.5 as DILA wrote them. */
export const genuineFiles = (): SampleFile[] =>
  readdirSync(genuineFolder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => ({ name, xml: readFileSync(new URL(name, genuineFolder), 'utf8') }));

export interface RevisionPair {
  key: string;
  audience: string;
  id: string;
  before_xml: string;
  after_xml: string;
}

/** Thousands of pairs of revisions, one at a time; their texts hold separators that a line reader would stop at. */
export async function* revisionPairs(): AsyncGenerator<RevisionPair> {
  let rest = '';
  for await (const part of createReadStream(pairsFile).pipe(createGunzip()).setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as RevisionPair;
  }
}
