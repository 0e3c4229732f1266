import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { ImportId } from '../../schemas/import.ts';
import { contentOf, type FicheXml, ficheXml } from '../doubles/fiche-xml.ts';
import { anImporter, archiveOf, plentyOfTime, someFiches } from '../doubles/importing.ts';
import { zip } from '../doubles/zip.ts';

const other = (words: string) => `<Texte><Paragraphe>${words}</Paragraphe></Texte>`;

describe('an import', () => {
  it('adds what is new, and ends with its counts and a line for each', async () => {
    const { importAll, report, fiches } = anImporter();
    const ended = await importAll(archiveOf({ id: 'F2' }, { id: 'R3' }, { id: 'F2'.replace('2', '5'), audience: 'Associations' }));
    expect(ended).toMatchObject({ state: 'done', progress: { done: 3, total: 3 }, counts: { added: 3, refused: 0, toReview: 0 } });
    expect(report().map(({ outcome, file, audience, significance }) => [outcome, file, audience, significance])).toEqual([
      ['added', 'F2.xml', 'particuliers', 'initial'],
      ['added', 'R3.xml', 'particuliers', 'initial'],
      ['added', 'F5.xml', 'associations', 'initial'],
    ]);
    expect(fiches.revisions).toHaveLength(3);
  });

  it('writes nothing for what reads the same, whatever its dates', async () => {
    const { importAll, report, fiches } = anImporter();
    await importAll(archiveOf(...someFiches(3)));
    const again = await importAll(archiveOf(...someFiches(3, { modifiedOn: '2021-01-01', importantOn: '2021-01-01' })));
    expect(again.counts).toMatchObject({ unchanged: 3, changed: 0, added: 0 });
    expect(report()).toEqual([]);
    expect(fiches.revisions).toHaveLength(3);
  });

  it('declares significant what DILA dated, and leaves the rest to an editor', async () => {
    const { importAll, report, fiches } = anImporter();
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-01-01' }, { id: 'F2', importantOn: '2020-01-01' }));
    const changed = await importAll(
      archiveOf(
        { id: 'F1', importantOn: '2020-06-01', modifiedOn: '2020-06-01', content: other('Elle vaut dix ans.') },
        { id: 'F2', importantOn: '2020-01-01', modifiedOn: '2020-06-01', content: other('Elle vaut dix ans.') },
      ),
    );
    expect(changed.counts).toMatchObject({ changed: 2, significant: 1, toReview: 1 });
    expect(report().map(({ significance }) => significance)).toEqual(['significant', 'undecided']);
    expect(fiches.revisions.slice(2)).toMatchObject([
      { ficheId: 'F1', significance: 'significant', decidedBy: 'dila', changeNote: expect.stringContaining('1er juin 2020') },
      { ficheId: 'F2', significance: 'undecided', decidedBy: null, changeNote: null },
    ]);
  });

  it('asks an editor about a text that comes after its important date, and was modified again', async () => {
    const { importAll, report, fiches } = anImporter({ thresholds: { silentBelow: 0.5, sendAbove: 0.5 } });
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-01-01' }));
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01', modifiedOn: '2020-06-01' }));
    expect(report()).toEqual([]);
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01', modifiedOn: '2020-06-20', content: other('Elle vaut dix ans.') }));
    expect(report()).toMatchObject([{ outcome: 'changed', significance: 'undecided' }]);
    expect(fiches.revisions.at(-1)).toMatchObject({ decidedBy: null, reason: expect.stringContaining('1er juin 2020') });
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-09-01', modifiedOn: '2020-09-01', content: other('Elle vaut cinq ans.') }));
    expect(report()).toMatchObject([{ outcome: 'changed', significance: 'significant' }]);
  });

  it('remembers an important date over what an editor publishes meanwhile', async () => {
    const { importAll, report, fiches } = anImporter();
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-01-01' }));
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01', modifiedOn: '2020-06-01' }));
    const base = await fiches.find(FicheRef.parse({ audience: 'particuliers', ficheId: 'F1' }));
    if (!base) throw new Error('no such fiche');
    const verdict = { significance: 'minor', decidedBy: null, reason: 'Essai', changeNote: null, urgent: false } as const;
    const content = contentOf({ id: 'F1', importantOn: '2020-01-01', content: other('Écrit par l’éditeur.') });
    await fiches.publish({
      base,
      verdict,
      content,
      difference: noDifference,
      proposal: null,
      origin: 'editor',
      publishedAt: '2026-03-01T09:00:00.000Z',
    });
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01', modifiedOn: '2020-06-20', content: other('Elle vaut dix ans.') }));
    expect(report()).toMatchObject([{ outcome: 'changed', significance: 'undecided' }]);
  });

  it('keeps DILA’s declaration for the revision that shows the change', async () => {
    const { importAll, report } = anImporter();
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-01-01' }));
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01' }));
    expect(report()).toEqual([]);
    await importAll(archiveOf({ id: 'F1', importantOn: '2020-06-01', content: other('Elle vaut dix ans.') }));
    expect(report()).toMatchObject([{ outcome: 'changed', significance: 'significant' }]);
  });

  it('is not spoilt by one bad file', async () => {
    const { importAll, report } = anImporter();
    const ended = await importAll(
      zip([
        { name: 'F1.xml', content: ficheXml({ id: 'F1' }) },
        { name: 'F2.xml', content: ficheXml({ id: 'F2' }).replace('</Texte>', '') },
        { name: 'F3.xml', content: ficheXml({ id: 'F4' }) },
        { name: 'F5.xml', content: ficheXml({ id: 'F5' }) },
      ]),
    );
    expect(ended).toMatchObject({ state: 'done', counts: { added: 2, refused: 2 } });
    expect(report().filter(({ outcome }) => outcome === 'refused')).toEqual([
      expect.objectContaining({ file: 'F2.xml', line: 5, ficheId: null, reason: expect.stringContaining('balise') }),
      expect.objectContaining({ file: 'F3.xml', line: 1, reason: expect.stringContaining('F4') }),
    ]);
  });

  it('refuses a bad archive whole, says why, and changes nothing', async () => {
    const { importAll, fiches, logged, report } = anImporter();
    const refused = await importAll(
      zip([
        { name: 'F1.xml', content: ficheXml({ id: 'F1' }) },
        { name: '../F2.xml', content: 'x' },
      ]),
    );
    expect(refused).toMatchObject({ state: 'refused', refusal: expect.stringContaining('sort de son dossier'), progress: { done: 0 } });
    expect(refused.endedAt).not.toBeNull();
    expect([fiches.revisions, report(), logged]).toEqual([[], [], ['import.refused']]);
  });

  it('of an unknown or finished import is left alone, and logged', async () => {
    const { run, importAll, logged, fiches } = anImporter();
    const done = await importAll(archiveOf({ id: 'F1' }));
    await run(done.id, plentyOfTime);
    await run(ImportId.parse(randomUUID()), plentyOfTime);
    expect(logged).toEqual(['import.ended', 'import.ignored', 'import.ignored']);
    expect(fiches.revisions).toHaveLength(1);
  });

  it('leaves alone what an editor made of a text that the archive then says too', async () => {
    const { importAll, fiches } = anImporter();
    const ref = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
    const early = { id: 'F2', content: other('Elle vaut dix ans.') };
    const edits = async (document: FicheXml) => {
      const content = contentOf(document);
      const verdict = { significance: 'minor', decidedBy: null, reason: 'Essai', changeNote: null, urgent: false } as const;
      const base = await fiches.find(ref);
      const nothing = { difference: noDifference, proposal: null };
      await fiches.publish({ origin: 'editor', base, content, ...nothing, verdict, publishedAt: '2026-03-02T08:00:00.000Z' });
    };
    await importAll(archiveOf({ id: 'F2' }));
    await edits(early);
    await importAll(archiveOf(early));
    await edits({ id: 'F2', content: other('Elle vaut dix ans, sauf exception.') });
    const again = await importAll(archiveOf(early));
    expect(again.counts).toMatchObject({ unchanged: 1, changed: 0 });
    expect((await fiches.find(ref))?.revision).toBe(3);
  });

  it('is published over what an editor published in between', async () => {
    const { importAll, fiches, report } = anImporter();
    await importAll(archiveOf({ id: 'F1' }));
    const { publish } = fiches;
    let first = true;
    fiches.publish = async (revision) => {
      if (!first) return publish(revision);
      first = false;
      await publish({ ...revision, importId: undefined, importOutcome: undefined });
      return publish(revision);
    };
    await importAll(archiveOf({ id: 'F1', content: other('Autre.') }));
    expect(report()).toEqual([]);
    expect(fiches.revisions.map(({ revision }) => revision)).toEqual([1, 2]);
  });
});
