import { describe, expect, it } from 'vitest';
import { anImporter, archiveOf } from '../doubles/importing.ts';

const other = (text: string) => `<Texte><Paragraphe>${text}</Paragraphe></Texte>`;

describe('an import that declares nothing', () => {
  it('keeps what is proposed for each change with its reasons, and nothing for a first revision', async () => {
    const { importAll, fiches } = anImporter();
    await importAll(archiveOf({ id: 'F1', content: other('Elle coûte 25 €.') }));
    await importAll(archiveOf({ id: 'F1', modifiedOn: '2020-03-01', content: other('Elle coûte 30 €.') }));
    expect(fiches.revisions.map(({ proposal }) => proposal)).toEqual([
      null,
      expect.objectContaining({
        significant: true,
        reasons: expect.arrayContaining(['Montant modifié : 25 € → 30 €']),
        passages: [{ position: 0, reasons: ['Montant modifié : 25 € → 30 €'] }],
      }),
    ]);
  });

  it('decides alone beyond the thresholds that were set, and says that it did', async () => {
    const { importAll, fiches, report } = anImporter({ thresholds: { silentBelow: 0.4, sendAbove: 0.6 } });
    await importAll(archiveOf({ id: 'F1', content: other('Elle coûte 25 €.') }, { id: 'F2', content: other('Elle vaut 15 ans.') }));
    const ended = await importAll(
      archiveOf(
        { id: 'F1', modifiedOn: '2020-03-01', content: other('Elle coûte 30 €.') },
        { id: 'F2', content: other('Elle vaut toujours 15 ans.') },
      ),
    );
    expect(ended.counts).toMatchObject({ changed: 2, significant: 1, toReview: 0 });
    expect(report().map(({ significance }) => significance)).toEqual(['significant', 'minor']);
    expect(fiches.revisions.slice(2)).toMatchObject([
      { significance: 'significant', decidedBy: 'system', changeNote: expect.stringContaining('Montant modifié : 25 € → 30 €') },
      { significance: 'minor', decidedBy: 'system', changeNote: null, reason: expect.any(String) },
    ]);
  });
});
