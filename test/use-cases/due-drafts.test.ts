import { beforeEach, describe, expect, it } from 'vitest';
import { publishDueDrafts } from '../../functions/fiches/publish-due-drafts.ts';
import { FicheRef, ficheKey } from '../../schemas/fiche.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';
import { aContent } from '../doubles/fiche-content.ts';

let editor: ReturnType<typeof anEditor>;
beforeEach(() => {
  editor = anEditor();
});

const refOf = (ficheId: string) => FicheRef.parse({ audience: 'particuliers', ficheId });

/** A fiche whose draft is to be published at that hour of the day. */
const scheduled = async (ficheId: string, hour: string): Promise<FicheRef> => {
  const ref = refOf(ficheId);
  await editor.imported(ref);
  const contentKey = await editor.dependencies.drafts.writeDraftContent(aContent(['Le montant est de 520 €.'], ref));
  const draft = {
    ...ref,
    base: 1,
    version: 3,
    title: 'Allocation',
    state: 'scheduled' as const,
    publishAt: `2026-03-01T${hour}:00:00.000Z`,
    decision: { significance: 'minor' as const, reason: 'Coquille' },
    savedBy: editor.id,
    savedAt: '2026-02-01T08:00:00.000Z',
    contentKey,
  };
  await editor.dependencies.drafts.createDraft(draft, editor.context.trail);
  return ref;
};
const run = () => publishDueDrafts(editor.dependencies)();
const revisionOf = async (ref: FicheRef): Promise<number | undefined> => (await editor.fiches.find(ref))?.revision;

describe('drafts that fall due', () => {
  it('are published at their time and not before, once, in the name of their editor', async () => {
    const [due, later] = [await scheduled('F2', '08'), await scheduled('F3', '09')];
    await run();
    await run();
    expect([await revisionOf(due), await revisionOf(later)]).toEqual([2, 1]);
    expect(editor.fiches.revisions.at(-1)).toMatchObject({
      origin: 'editor',
      significance: 'minor',
      decidedBy: editor.id,
      reason: 'Coquille',
    });
    editor.clock.now = new Date('2026-03-01T09:00:00.000Z');
    await run();
    expect(await revisionOf(later)).toBe(2);
    expect(editor.drafts.kept.size).toBe(0);
  });

  it('are not held up by one that fails, which is tried again', async () => {
    const [broken, sound] = [await scheduled('F2', '06'), await scheduled('F3', '07')];
    const draft = editor.drafts.kept.get(ficheKey(broken));
    const content = editor.drafts.contents.get(draft?.contentKey ?? '');
    editor.drafts.contents.delete(draft?.contentKey ?? '');
    await run();
    expect(editor.logged).toContainEqual(expect.objectContaining({ code: 'draft.due-failed', fiche: 'particuliers#F2' }));
    expect([await revisionOf(broken), await revisionOf(sound)]).toEqual([1, 2]);
    if (draft && content) editor.drafts.contents.set(draft.contentKey, content);
    await run();
    expect(await revisionOf(broken)).toBe(2);
  });

  it('go back to their editor, decision and all, when another revision went live meanwhile', async () => {
    const ref = await scheduled('F2', '08');
    await editor.importedAgain(ref, 'Le montant est de 510 €.');
    await run();
    expect(await revisionOf(ref)).toBe(2);
    expect(editor.drafts.kept.get(ficheKey(ref))).toMatchObject({
      state: 'open',
      publishAt: null,
      version: 4,
      decision: { significance: 'minor' },
    });
  });

  it('are let be when the list is late and the draft was called off', async () => {
    const ref = await scheduled('F2', '08');
    const draft = editor.drafts.kept.get(ficheKey(ref));
    const late = {
      ...editor.dependencies.drafts,
      listDue: async function* () {
        yield ref;
      },
    };
    if (draft) editor.drafts.kept.set(ficheKey(ref), { ...draft, state: 'open', publishAt: null });
    await publishDueDrafts({ ...editor.dependencies, drafts: late })();
    expect(await revisionOf(ref)).toBe(1);
  });
});
