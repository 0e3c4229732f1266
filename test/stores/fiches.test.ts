import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differenceOf } from '../../functions/fiches/rules/difference.ts';
import { removalVerdict } from '../../functions/fiches/rules/significance.ts';
import type { FicheStore, NewContent, StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { ficheStore } from '../../functions/fiches/store/fiche-table.ts';
import type { RevisionStore } from '../../functions/fiches/store/revision-store.ts';
import { revisionStore } from '../../functions/fiches/store/revision-table.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import { ChangeNote } from '../../schemas/revision.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { type ObjectsInMemory, objectsInMemory } from '../doubles/objects-in-memory.ts';
import { firstRevision } from '../doubles/stored-fiche.ts';

let dynamo: DynamoForTests;
let objects: ObjectsInMemory;
let store: FicheStore;
let revisions: RevisionStore;
let number = 100;

beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  objects = objectsInMemory();
  const dependencies = { client: dynamo.client, table: dynamo.tables.fiches, objects, commit: dynamo.commit };
  store = ficheStore(dependencies);
  revisions = revisionStore(dependencies);
});

const newRef = (): FicheRef => FicheRef.parse({ audience: 'particuliers', ficheId: `F${number++}` });
const contentOf = ({ audience, ficheId }: FicheRef, text = 'Avant.', change: Partial<FicheContent> = {}): FicheContent =>
  aContent([text], { audience, ficheId, importantOn: '2020-01-01', ...change });

const found = async (ref: FicheRef): Promise<StoredFiche> => {
  const fiche = await store.find(ref);
  if (!fiche) throw new Error('no such fiche');
  return fiche;
};
const published = async (content: FicheContent): Promise<StoredFiche> => {
  expect(await store.publish(firstRevision(content))).toBe('published');
  return found(content);
};
const undecided = { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false } as const;
const significant = {
  significance: 'significant',
  decidedBy: 'dila',
  reason: 'date',
  changeNote: ChangeNote.parse('Le texte change.'),
  urgent: false,
} as const;
const second = (base: StoredFiche, content: FicheContent, verdict: NewContent['verdict'] = undecided): NewContent => ({
  origin: 'import',
  base,
  content,
  difference: differenceOf(contentOf(content), content),
  proposal: null,
  verdict,
  publishedAt: '2026-02-01T08:00:00.000Z',
});

const eventsOf = async (ref: FicheRef): Promise<{ type: string; detail: Record<string, unknown> }[]> => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
  const envelopes = Items.map(({ envelope }) => envelope as { type: string; detail: Record<string, unknown> });
  return envelopes.filter(({ detail }) => detail['ficheId'] === ref.ficheId);
};

describe('a fiche', () => {
  it('is published with its content, its first revision and its event', async () => {
    const ref = newRef();
    const fiche = await published(contentOf(ref));
    expect(fiche).toMatchObject({ ...ref, revision: 1, status: 'live', importantOn: '2020-01-01', importedFingerprint: fiche.fingerprint });
    expect(await store.readContent(fiche.contentKey)).toEqual(contentOf(ref));
    expect(await revisions.findRevision({ ...ref, revision: 1 })).toMatchObject({
      significance: 'initial',
      origin: 'import',
      differenceKey: null,
    });
    expect(await eventsOf(ref)).toEqual([expect.objectContaining({ type: 'fiche.revised', detail: { ...ref, revision: 1 } })]);
  });

  it('keeps the difference of each next revision, and announces only a significant one', async () => {
    const ref = newRef();
    await store.publish(second(await published(contentOf(ref)), contentOf(ref, 'Après.')));
    const stored = await revisions.findRevision({ ...ref, revision: 2 });
    expect(stored && (await revisions.readDifference(stored))).toMatchObject({ wordsAdded: 1, wordsRemoved: 1 });
    await store.publish(second(await found(ref), contentOf(ref, 'Encore.'), significant));
    const announced = (await eventsOf(ref)).filter(({ type }) => type === 'fiche.declared-significant');
    expect(announced.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({
        ...ref,
        revision: 3,
        changeNote: 'Le texte change.',
        urgent: false,
        passages: [expect.objectContaining({ change: 'removed' }), expect.objectContaining({ change: 'added' })],
      }),
    ]);
  });

  it('is never published over a revision that its author has not read', async () => {
    const ref = newRef();
    const base = await published(contentOf(ref));
    const outcomes = await Promise.all([
      store.publish(second(base, contentOf(ref, 'De la première personne.'))),
      store.publish(second(base, contentOf(ref, 'De la seconde personne.'))),
    ]);
    expect(outcomes.toSorted()).toEqual(['conflict', 'published']);
    expect(await store.publish(firstRevision(contentOf(ref, 'Comme neuve.')))).toBe('conflict');
    const winner = outcomes[0] === 'published' ? 'première' : 'seconde';
    const { contentKey, revision } = await found(ref);
    expect(JSON.stringify(await store.readContent(contentKey))).toContain(winner);
    const stored = await revisions.findRevision({ ...ref, revision });
    expect(JSON.stringify(stored && (await revisions.readDifference(stored)))).toContain(winner);
    expect(await eventsOf(ref)).toHaveLength(2);
  });

  it('remembers what was imported when an editor publishes over it', async () => {
    const ref = newRef();
    const base = await published(contentOf(ref));
    await store.publish({ ...second(base, contentOf(ref, 'De l’éditeur.')), origin: 'editor' });
    expect((await found(ref)).importedFingerprint).toBe(base.fingerprint);
  });

  it('remembers what an archive says again of it, and nothing of a revision that somebody published meanwhile', async () => {
    const ref = newRef();
    const base = await published(contentOf(ref));
    const said = { importedFingerprint: 'said', announcedEarlier: { importantOn: '2026-03-01', modifiedOn: '2026-03-02' } };
    expect(await store.recordImported(base, said)).toBe(true);
    expect(await found(ref)).toEqual({ ...base, ...said });
    expect(await eventsOf(ref)).toHaveLength(1);
    await store.publish({ ...second(await found(ref), contentOf(ref, 'De l’éditeur.')), origin: 'editor' });
    expect(await found(ref)).toMatchObject({ announcedEarlier: said.announcedEarlier });
    expect(await store.recordImported(base, { importedFingerprint: 'again' })).toBe(false);
  });

  it('leaves every list when it is removed, keeps its text, and can come back', async () => {
    const ref = newRef();
    const theme = { id: `N${number}`, title: 'À part' };
    const base = await published(contentOf(ref, 'Avant.', { theme }));
    await store.publish({ origin: 'removal', base, verdict: removalVerdict, publishedAt: '2026-02-01T08:00:00.000Z' });
    const removed = await found(ref);
    expect(removed).toMatchObject({ status: 'removed', revision: 2, contentKey: base.contentKey });
    expect((await store.listByTheme('particuliers', theme.id, { kind: 'fiche', limit: 10 })).items).toEqual([]);
    expect(await live()).not.toContain(ref.ficheId);
    await store.publish(second(removed, contentOf(ref, 'Après.', { theme })));
    expect((await store.listByTheme('particuliers', theme.id, { kind: 'fiche', limit: 10 })).items).toHaveLength(1);
    expect(await live()).toContain(ref.ficheId);
  });
});

const live = async (): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { ficheId } of store.listLive('particuliers')) ids.push(ficheId);
  return ids;
};
