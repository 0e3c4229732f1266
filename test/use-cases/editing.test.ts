import { beforeEach, describe, expect, it } from 'vitest';
import { editingUseCases } from '../../functions/fiches/wiring/editing-routes.ts';
import type { Problem } from '../../functions/shared/problem.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import type { Decision } from '../../schemas/revision.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';
import { aContent, paragraph } from '../doubles/fiche-content.ts';
import { ficheXml } from '../doubles/fiche-xml.ts';

const params = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
const edit = (text: string) => ({ from: 'edit' as const, edit: { body: [paragraph(text)] } });
const significant: Decision = {
  significance: 'significant',
  reason: 'Montant',
  changeNote: 'Le montant augmente au 1er avril.',
  urgent: false,
};
const minor: Decision = { significance: 'minor', reason: 'Coquille' };
const refusedAs = (kind: Problem['kind']) => expect.objectContaining({ kind });

let editor: ReturnType<typeof anEditor>;
let use: ReturnType<typeof editingUseCases>;
beforeEach(async () => {
  editor = anEditor();
  use = editingUseCases(editor.dependencies);
  await editor.imported(params);
});

const open = (text = 'Le montant est de 520 €.') => use.draftRevision({ params, body: edit(text) }, editor.context);
const decide = (version: number, decision: Decision = significant) =>
  use.decideDraft({ params, body: { version, decision } }, editor.context);
const publish = (version: number, at: string | null = null) => use.publishDraft({ params, body: { version, at } }, editor.context);
const live = async (): Promise<FicheContent> => {
  const fiche = await editor.fiches.find(params);
  return editor.fiches.readContent(fiche?.contentKey ?? '');
};

describe('opening a draft', () => {
  it('puts the edited blocks into what is live, dated today, and publishes nothing', async () => {
    expect(await open()).toMatchObject({ ...params, base: 1, version: 1, state: 'open', decision: null, savedBy: editor.id });
    const { content, difference, proposal } = await use.readDraft({ params }, editor.reading);
    expect(proposal).toMatchObject({
      significant: true,
      reasons: ['Montant modifié : 500 € → 520 €'],
      passages: [{ position: 0, reasons: ['Montant modifié : 500 € → 520 €'] }],
    });
    expect(content).toEqual(aContent(['Le montant est de 520 €.'], { modifiedOn: '2026-03-01' }));
    expect(difference).toMatchObject({ wordsAdded: 1, wordsRemoved: 1 });
    expect(await live()).toEqual(aContent());
  });

  it('takes a file of DILA’s', async () => {
    const xml = ficheXml({ id: 'F2' });
    const draft = await use.draftRevision({ params, body: { from: 'xml', xml } }, editor.context);
    const { content } = await use.readDraft({ params }, editor.reading);
    expect(content).toMatchObject({ ...params, title: draft.title });
  });

  it.each([
    ['broken', '<Publication>', /^Ligne 1 : /],
    ['that of another fiche', ficheXml({ id: 'F3' }), /F3.*F2/],
  ])('refuses a file that is %s, and says why', async (_, xml, detail) => {
    const refusal = use.draftRevision({ params, body: { from: 'xml', xml } }, editor.context);
    await expect(refusal).rejects.toMatchObject({ kind: 'fiche-xml-refused', detail: expect.stringMatching(detail) });
  });

  it('refuses blocks that no answer could hold', async () => {
    const refusal = open('Le montant est de 520 €. '.repeat(60_000));
    await expect(refusal).rejects.toMatchObject({ kind: 'draft-refused', detail: expect.stringMatching(/trop gros/) });
  });

  it('is refused for an unknown fiche, one that was removed, a second draft, and no change at all', async () => {
    const unknown = FicheRef.parse({ audience: 'particuliers', ficheId: 'F99' });
    await expect(use.draftRevision({ params: unknown, body: edit('x') }, editor.context)).rejects.toEqual(refusedAs('fiche-not-found'));
    await expect(open('Le montant est de 500 €.')).rejects.toEqual(refusedAs('draft-unchanged'));
    await open();
    await expect(open('Autre.')).rejects.toEqual(refusedAs('draft-exists'));
    const base = await editor.fiches.find(params);
    if (base)
      await editor.fiches.publish({
        origin: 'removal',
        base,
        verdict: { significance: 'minor', decidedBy: null, reason: null, changeNote: null, urgent: false },
        publishedAt: '2026-03-01T08:00:00.000Z',
      });
    await expect(open()).rejects.toEqual(refusedAs('fiche-not-found'));
  });
});

describe('saving a draft', () => {
  const save = (version: number, source: Parameters<typeof use.saveDraft>[0]['body']['source']) =>
    use.saveDraft({ params, body: { version, source } }, editor.context);

  it('adds to what the draft holds, and takes back what was said of the former text', async () => {
    await open();
    await decide(1);
    await publish(2, '2026-04-01T08:00:00.000Z');
    expect(await save(3, { from: 'edit', edit: { title: 'Nouveau titre' } })).toMatchObject({
      version: 4,
      title: 'Nouveau titre',
      state: 'open',
      publishAt: null,
      decision: null,
    });
    const { content } = await use.readDraft({ params }, editor.reading);
    expect(content.body).toEqual([paragraph('Le montant est de 520 €.')]);
  });

  it('is refused on a version that has been overtaken, and when it changes nothing any more', async () => {
    await expect(save(1, edit('x'))).rejects.toEqual(refusedAs('draft-not-found'));
    await open();
    await save(1, edit('Le montant est de 530 €.'));
    await expect(save(1, edit('Le montant est de 540 €.'))).rejects.toEqual(refusedAs('draft-outdated'));
  });

  it('starts from the revision that is live by then', async () => {
    await open();
    await editor.importedAgain(params, 'Le montant est de 510 €.');
    await decide(1);
    await expect(publish(2)).rejects.toEqual(refusedAs('draft-outdated'));
    expect(await save(2, edit('Le montant est de 520 € et plus.'))).toMatchObject({ base: 2, version: 3 });
    await decide(3);
    expect((await publish(4)).revision?.revision).toBe(3);
  });
});

describe('publishing a draft', () => {
  it('makes it the live revision, with its decision and its note, and closes the draft', async () => {
    await open();
    await decide(1);
    const { revision, draft } = await publish(2);
    expect(draft).toBeNull();
    expect(revision).toMatchObject({ revision: 2, origin: 'editor', ...significant, decidedBy: editor.id, wordsAdded: 1 });
    expect((await live()).body).toEqual([paragraph('Le montant est de 520 €.')]);
    await expect(publish(2)).rejects.toEqual(refusedAs('draft-not-found'));
  });

  it('is refused without a decision, on another version, and at a time gone by', async () => {
    await expect(publish(1)).rejects.toEqual(refusedAs('draft-not-found'));
    await open();
    await expect(publish(1)).rejects.toEqual(refusedAs('draft-undecided'));
    await decide(1, minor);
    await expect(publish(1)).rejects.toEqual(refusedAs('draft-outdated'));
    await expect(publish(2, '2026-03-01T08:00:00.000Z')).rejects.toEqual(refusedAs('publication-date-past'));
    await expect(publish(2, '2027-03-03T08:00:00.000Z')).rejects.toEqual(refusedAs('publication-date-too-far'));
    expect(editor.fiches.revisions).toHaveLength(1);
  });

  it('can be set for later, in any time zone, and called off', async () => {
    await open();
    await decide(1, minor);
    expect((await publish(2, '2026-04-01T10:00:00+02:00')).draft).toMatchObject({
      state: 'scheduled',
      publishAt: '2026-04-01T08:00:00.000Z',
      version: 3,
    });
    await use.cancelScheduledPublication({ params }, editor.context);
    expect(editor.drafts.kept.get('particuliers#F2')).toMatchObject({ state: 'open', publishAt: null, version: 4, decision: minor });
    await use.cancelScheduledPublication({ params }, editor.context);
    expect(editor.drafts.kept.get('particuliers#F2')?.version).toBe(4);
  });
});

describe('a draft that is given up', () => {
  it('is gone, and cannot be given up twice', async () => {
    await open();
    await use.discardDraft({ params }, editor.context);
    await expect(use.readDraft({ params }, editor.reading)).rejects.toEqual(refusedAs('draft-not-found'));
    await expect(use.discardDraft({ params }, editor.context)).rejects.toEqual(refusedAs('draft-not-found'));
    await expect(decide(1)).rejects.toEqual(refusedAs('draft-not-found'));
    await expect(use.cancelScheduledPublication({ params }, editor.context)).rejects.toEqual(refusedAs('draft-not-found'));
  });
});
