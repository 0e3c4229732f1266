import { describe, expect, it } from 'vitest';
import { ficheKey } from '../../schemas/fiche.ts';
import type { ImportScope } from '../../schemas/import.ts';
import { ficheXml } from '../doubles/fiche-xml.ts';
import { anImporter, archiveOf, someFiches } from '../doubles/importing.ts';
import { zip } from '../doubles/zip.ts';

const complete: ImportScope = { scope: 'complete', audience: 'particuliers' };

describe('a complete archive', () => {
  it('takes off the site what it no longer holds, for its audience only', async () => {
    const { importAll, fiches, report } = anImporter();
    await importAll(archiveOf({ id: 'F1' }, { id: 'F2' }, { id: 'F3', audience: 'Associations' }));
    const ended = await importAll(archiveOf({ id: 'F1' }), complete);
    expect(ended).toMatchObject({ state: 'done', progress: { done: 2, total: 2 }, counts: { removed: 1, unchanged: 1, toReview: 1 } });
    expect(report()).toMatchObject([{ outcome: 'removed', ficheId: 'F2', file: 'F2.xml', title: 'Carte d’identité' }]);
    const live = (await fiches.findMany(fiches.revisions)).filter(({ status }) => status === 'live').map(ficheKey);
    expect([...new Set(live)]).toEqual(['particuliers#F1', 'associations#F3']);
  });

  it('brings back what was taken off', async () => {
    const { importAll, report } = anImporter();
    await importAll(archiveOf({ id: 'F1' }, { id: 'F2' }));
    await importAll(archiveOf({ id: 'F1' }), complete);
    await importAll(archiveOf({ id: 'F1' }, { id: 'F2' }), complete);
    expect(report()).toMatchObject([{ outcome: 'added', ficheId: 'F2' }]);
  });

  it('never removes a fiche whose file cannot be read', async () => {
    const { importAll, report } = anImporter();
    await importAll(archiveOf({ id: 'F1' }, { id: 'F2' }));
    const ended = await importAll(
      zip([
        { name: 'F1.xml', content: ficheXml({ id: 'F1' }) },
        { name: 'F2.xml', content: 'x' },
      ]),
      complete,
    );
    expect(ended.counts).toMatchObject({ removed: 0, refused: 1, unchanged: 1 });
    expect(report()).toHaveLength(1);
  });

  it('refuses the documents of another audience, and then removes nothing', async () => {
    const { importAll } = anImporter();
    await importAll(archiveOf({ id: 'F1' }, { id: 'F2' }));
    const ended = await importAll(archiveOf({ id: 'F1', audience: 'Associations' }), complete);
    expect(ended).toMatchObject({ state: 'done', counts: { refused: 1, removed: 0 } });
  });

  it('is refused when it would empty the site', async () => {
    const { importAll, fiches } = anImporter();
    await importAll(archiveOf(...someFiches(20)));
    const refused = await importAll(archiveOf(...someFiches(15)), complete);
    expect(refused).toMatchObject({ state: 'refused', refusal: expect.stringContaining('5 fiches sur 20') });
    expect(fiches.revisions).toHaveLength(20);
    expect(await importAll(archiveOf(...someFiches(16)), complete)).toMatchObject({ state: 'done', counts: { removed: 4 } });
  });
});
