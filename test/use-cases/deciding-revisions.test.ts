import { beforeEach, describe, expect, it } from 'vitest';
import { decideRevision } from '../../functions/fiches/decide-revision.ts';
import { listRevisionsToReview } from '../../functions/fiches/list-revisions-to-review.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import type { Decision } from '../../schemas/revision.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';

const ref = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
const significant: Decision = { significance: 'significant', reason: 'Montant', changeNote: 'Le montant augmente.', urgent: false };

let editor: ReturnType<typeof anEditor>;
beforeEach(async () => {
  editor = anEditor();
  await editor.imported(ref);
  await editor.importedAgain(ref, 'Le montant est de 520 €.');
});

const decide = (revision: number, body: Decision) =>
  decideRevision(editor.dependencies)({ params: { ...ref, revision }, body }, editor.context);
const waiting = async () => {
  const { items } = await listRevisionsToReview(editor.dependencies)({ query: { limit: 10 } }, editor.reading);
  return items.map(({ revision }) => revision);
};

describe('an imported revision under review', () => {
  it('is told to its readers when an editor says so, with what changed and the note', async () => {
    expect(await waiting()).toEqual([2]);
    expect(await decide(2, significant)).toMatchObject({ ...ref, revision: 2, ...significant, decidedBy: editor.id });
    expect(editor.announced).toEqual([
      expect.objectContaining({ ...ref, revision: 2, title: 'Allocation de rentrée', changeNote: 'Le montant augmente.', morePassages: 0 }),
    ]);
    expect(editor.announced[0]?.passages[0]?.words).toContainEqual({ change: 'added', text: '520' });
    expect(await waiting()).toEqual([]);
  });

  it('is told as urgent when an editor says so, and remembered as such', async () => {
    expect(await decide(2, { ...significant, urgent: true })).toMatchObject({ urgent: true });
    expect(editor.announced).toMatchObject([{ revision: 2, urgent: true }]);
    expect(await editor.dependencies.revisions.findRevision({ ...ref, revision: 2 })).toMatchObject({ urgent: true });
  });

  it('is told to nobody when it is minor', async () => {
    expect(await decide(2, { significance: 'minor', reason: 'Coquille' })).toMatchObject({
      significance: 'minor',
      changeNote: null,
      urgent: false,
    });
    expect(editor.announced).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('is decided on once, and only if it exists and waits for it', async () => {
    await decide(2, significant);
    await expect(decide(2, significant)).rejects.toMatchObject({ kind: 'revision-already-decided' });
    await expect(decide(1, significant)).rejects.toMatchObject({ kind: 'revision-already-decided' });
    await expect(decide(3, significant)).rejects.toMatchObject({ kind: 'revision-not-found' });
    expect(editor.announced).toHaveLength(1);
  });
});
