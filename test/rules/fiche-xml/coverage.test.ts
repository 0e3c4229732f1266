import { describe, expect, it } from 'vitest';
import { readFiche } from '../../../functions/fiches/xml/read-fiche.ts';
import { FicheContent } from '../../../schemas/fiche-content.ts';
import { genuineFiles, hasData, revisionPairs, type SampleFile, sampleFiles } from '../../doubles/samples.ts';
import { missingWords, wordsOfContent, wordsOfXml } from '../../doubles/words.ts';

if (!hasData) console.warn('SKIPPED: ../shared/data/fiches is absent, so genuine 3.5 files and revision pairs are not read.');

const lostIn = ({ xml }: Pick<SampleFile, 'xml'>): string[] => {
  const read = readFiche(xml);
  if (!read.ok) return [`refused, line ${read.line}: ${read.reason}`];
  return missingWords(wordsOfXml(xml), wordsOfContent(read.content));
};

const lostByFile = (files: SampleFile[]): Record<string, string[]> =>
  Object.fromEntries(files.map((file) => [file.name, lostIn(file)] as const).filter(([, lost]) => lost.length > 0));

describe('every word that a reader sees', () => {
  it.each(['fiches-sample', 'fiches-sample-revision2'] as const)('of %s is in the content, which fits its schema', async (name) => {
    const files = await sampleFiles(name);
    expect(files.length).toBeGreaterThan(60);
    expect(lostByFile(files)).toEqual({});
    for (const { xml } of files) {
      const read = readFiche(xml);
      expect(FicheContent.parse(read.ok && read.content)).toEqual(read.ok && read.content);
    }
  });

  it.skipIf(!hasData)('of the genuine files of schema 3.5 is in the content', () => {
    expect(lostByFile(genuineFiles())).toEqual({});
  });

  it.skipIf(!hasData)('of one in ten of the revision pairs is in the content', { timeout: 60_000 }, async () => {
    const lost: Record<string, string[]> = {};
    let pairs = 0;
    for await (const { key, after_xml } of revisionPairs()) {
      if (pairs++ % 10 > 0) continue;
      const words = lostIn({ xml: after_xml });
      if (words.length > 0) lost[key] = words;
    }
    expect(pairs).toBeGreaterThan(3000);
    expect(lost).toEqual({});
  });
});
