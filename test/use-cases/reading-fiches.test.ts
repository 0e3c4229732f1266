import { beforeEach, describe, expect, it } from 'vitest';
import { listFiches } from '../../functions/fiches/list-fiches.ts';
import { listRevisions } from '../../functions/fiches/list-revisions.ts';
import { readFiche } from '../../functions/fiches/read-fiche.ts';
import { readRevision } from '../../functions/fiches/read-revision.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { fiches as routes } from '../../schemas/routes/fiches.ts';
import { catalogueInMemory } from '../doubles/catalogue-in-memory.ts';
import { anybodyContext } from '../doubles/context.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { aStoredFiche } from '../doubles/stored-fiche.ts';

const anybody = anybodyContext();
const ref = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
const unknown = FicheRef.parse({ audience: 'associations', ficheId: 'F2' });

let editor: ReturnType<typeof anEditor>;
let dependencies: Parameters<typeof readFiche>[0] & Parameters<typeof listRevisions>[0];
beforeEach(async () => {
  editor = anEditor();
  dependencies = { store: editor.dependencies.store, revisions: editor.dependencies.revisions };
  await editor.imported(ref);
  await editor.importedAgain(ref, 'Le montant est de 520 €.');
});

describe('anybody', () => {
  it('reads a fiche as it is live, and nothing of how it is kept', async () => {
    const answer = routes.readFiche.response.parse(await readFiche(dependencies)({ params: ref }, anybody));
    expect(answer.content).toEqual(aContent(['Le montant est de 520 €.']));
    expect(answer.fiche).toMatchObject({ ...ref, revision: 2, status: 'live' });
    expect(Object.keys(answer.fiche)).not.toEqual(expect.arrayContaining(['contentKey']));
    await expect(readFiche(dependencies)({ params: unknown }, anybody)).rejects.toMatchObject({ kind: 'fiche-not-found' });
  });

  it('still reads a removed fiche, which says that it is removed', async () => {
    const base = await editor.fiches.find(ref);
    const verdict = { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false } as const;
    if (base) await editor.fiches.publish({ origin: 'removal', base, verdict, publishedAt: '2026-03-05T08:00:00.000Z' });
    expect(await readFiche(dependencies)({ params: ref }, anybody)).toMatchObject({ fiche: { status: 'removed' } });
  });

  it('reads what each revision changed', async () => {
    const { items } = await listRevisions(dependencies)({ params: ref, query: { limit: 20 } }, anybody);
    expect(items.map(({ revision }) => revision)).toEqual([2, 1]);
    const second = await readRevision(dependencies)({ params: { ...ref, revision: 2 } }, anybody);
    expect(second.difference.passages[0]?.words).toContainEqual({ change: 'added', text: '520' });
    const first = await readRevision(dependencies)({ params: { ...ref, revision: 1 } }, anybody);
    expect(first.difference.passages).toEqual([]);
    await expect(listRevisions(dependencies)({ params: unknown, query: { limit: 20 } }, anybody)).rejects.toMatchObject({
      kind: 'fiche-not-found',
    });
    await expect(readRevision(dependencies)({ params: { ...ref, revision: 3 } }, anybody)).rejects.toMatchObject({
      kind: 'revision-not-found',
    });
  });

  it('lists fiches of an audience or of one of its themes, by kind', async () => {
    const theme = { id: 'N19804', title: 'École' };
    const { store } = catalogueInMemory(
      aStoredFiche('F1', { theme }),
      aStoredFiche('F3'),
      aStoredFiche('R4', { kind: 'service', theme }),
      aStoredFiche('F5', { audience: 'associations', theme }),
    );
    const list = async (query: { theme?: string; kind: 'fiche' | 'service' }) => {
      const { items } = await listFiches({ store })({ query: { audience: 'particuliers', limit: 20, ...query } }, anybody);
      return items.map(({ ficheId }) => ficheId);
    };
    expect(await list({ kind: 'fiche' })).toEqual(['F1', 'F3']);
    expect(await list({ kind: 'fiche', theme: 'N19804' })).toEqual(['F1']);
    expect(await list({ kind: 'service', theme: 'N19804' })).toEqual(['R4']);
  });
});
