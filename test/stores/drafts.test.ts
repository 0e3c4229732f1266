import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { type DraftStore, reopened, type StoredDraft } from '../../functions/fiches/store/draft-store.ts';
import { draftStore } from '../../functions/fiches/store/draft-table.ts';
import type { FicheStore } from '../../functions/fiches/store/fiche-store.ts';
import { ficheStore } from '../../functions/fiches/store/fiche-table.ts';
import { AccountId } from '../../schemas/account.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';
import { firstRevision } from '../doubles/stored-fiche.ts';

let dynamo: DynamoForTests;
let drafts: DraftStore;
let store: FicheStore;
let number = 1;

beforeAll(async () => {
  dynamo = await startDynamo();
  const dependencies = { client: dynamo.client, table: dynamo.tables.fiches, objects: objectsInMemory(), commit: dynamo.commit };
  drafts = draftStore(dependencies);
  store = ficheStore(dependencies);
});
afterAll(() => dynamo.stop());

const editor = AccountId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff');
const { trail } = contextOf(editor, 'editor');
const minor = { significance: 'minor', decidedBy: editor, reason: 'Coquille', changeNote: null, urgent: false } as const;

const aDraft = async (change: Partial<StoredDraft> = {}): Promise<StoredDraft> => {
  const ref = FicheRef.parse({ audience: 'particuliers', ficheId: `F${number++}` });
  const contentKey = await drafts.writeDraftContent(aContent(['Brouillon.'], ref));
  return {
    ...ref,
    base: 1,
    version: 1,
    title: 'Allocation',
    state: 'open',
    publishAt: null,
    decision: null,
    savedBy: editor,
    savedAt: '2026-02-01T08:00:00.000Z',
    contentKey,
    ...change,
  };
};
const scheduled = (publishAt: string) => aDraft({ state: 'scheduled', publishAt });
const due = async (now: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { ficheId } of drafts.listDue(now)) ids.push(ficheId);
  return ids;
};

describe('a draft', () => {
  it('is the only one of its fiche', async () => {
    const draft = await aDraft();
    const opened = await Promise.all([drafts.createDraft(draft, trail), drafts.createDraft(draft, trail)]);
    expect(opened.toSorted()).toEqual([false, true]);
    expect(await drafts.findDraft(draft)).toEqual(draft);
    expect(await drafts.readDraftContent(draft)).toEqual(aContent(['Brouillon.'], { audience: draft.audience, ficheId: draft.ficheId }));
  });

  it('is never saved over a version that its author has not seen', async () => {
    const draft = await aDraft();
    await drafts.createDraft(draft, trail);
    const saves = await Promise.all([
      drafts.replaceDraft({ ...draft, version: 2, title: 'Un' }, 1, trail),
      drafts.replaceDraft({ ...draft, version: 2, title: 'Deux' }, 1, trail),
    ]);
    expect(saves.toSorted()).toEqual([false, true]);
    expect((await drafts.findDraft(draft))?.title).toBe(saves[0] ? 'Un' : 'Deux');
  });

  it('is discarded whatever its version, once', async () => {
    const draft = await aDraft({ version: 7 });
    await drafts.createDraft(draft, trail);
    expect(await drafts.discardDraft(draft, trail)).toBe(true);
    expect(await drafts.discardDraft(draft, trail)).toBe(false);
    expect(await drafts.findDraft(draft)).toBeUndefined();
  });

  it('goes in the transaction that publishes it, and holds it up when it has moved on', async () => {
    const draft = await aDraft();
    await drafts.createDraft(draft, trail);
    await store.publish(firstRevision(aContent(['Avant.'], { audience: draft.audience, ficheId: draft.ficheId })));
    const publish = async (version: number) =>
      store.publish({
        origin: 'editor',
        base: await store.find(draft),
        content: await drafts.readDraftContent(draft),
        difference: noDifference,
        proposal: null,
        verdict: minor,
        publishedAt: '2026-02-01T08:00:00.000Z',
        draft: { version },
      });
    expect(await publish(2)).toBe('conflict');
    expect((await store.find(draft))?.revision).toBe(1);
    expect(await publish(1)).toBe('published');
    expect(await drafts.findDraft(draft)).toBeUndefined();
    expect(await publish(1)).toBe('conflict');
    expect((await store.find(draft))?.revision).toBe(2);
  });
});

describe('due drafts', () => {
  it('are those whose time has come, to the instant, the longest overdue first', async () => {
    const [later, now, long, open] = [
      await scheduled('2026-03-01T09:00:00.001Z'),
      await scheduled('2026-03-01T09:00:00.000Z'),
      await scheduled('2026-02-01T09:00:00.000Z'),
      await aDraft(),
    ];
    for (const draft of [later, now, long, open]) await drafts.createDraft(draft, trail);
    expect(await due('2026-03-01T09:00:00.000Z')).toEqual([long.ficheId, now.ficheId]);
    await drafts.replaceDraft(reopened(now), 1);
    expect(await due('2026-03-01T09:00:00.000Z')).toEqual([long.ficheId]);
    await drafts.discardDraft(long, trail);
    expect(await due('2026-03-01T09:00:00.000Z')).toEqual([]);
  });
});
