import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FicheStore, StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { ficheStore } from '../../functions/fiches/store/fiche-table.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { FicheId, FicheRef } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import type { Page } from '../../schemas/page.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';
import { firstRevision } from '../doubles/stored-fiche.ts';

let dynamo: DynamoForTests;
let store: FicheStore;
let number = 100;

beforeAll(async () => {
  dynamo = await startDynamo();
  store = ficheStore({ client: dynamo.client, table: dynamo.tables.fiches, objects: objectsInMemory(), commit: dynamo.commit });
});
afterAll(() => dynamo.stop());

const publish = async (change: Partial<FicheContent> = {}): Promise<FicheRef> => {
  const ref = FicheRef.parse({ audience: 'particuliers', ficheId: `F${number++}` });
  expect(await store.publish(firstRevision(aContent(['x'], { ...ref, importantOn: '2020-01-01', ...change })))).toBe('published');
  return ref;
};

describe('lists of fiches', () => {
  it('go by title without accents or case, kind by kind, page by page', async () => {
    const theme = { id: 'N9999', title: 'Liste' };
    const titles = ['Étrangers', 'école', 'Zones', 'abri', 'Œuvres'];
    for (const title of titles) await publish({ title, theme });
    await publish({ title: 'Aide', kind: 'service', theme });
    const pages: Page<StoredFiche>[] = [];
    for (let cursor: string | undefined | null; cursor !== null; cursor = pages.at(-1)?.next ?? null)
      pages.push(await store.listByTheme('particuliers', theme.id, { kind: 'fiche', limit: 2, cursor }));
    expect(pages.flatMap(({ items }) => items.map(({ title }) => title))).toEqual(['abri', 'école', 'Étrangers', 'Œuvres', 'Zones']);
    expect(Math.max(...pages.map(({ items }) => items.length))).toBe(2);
    const whole = await store.listByTheme('particuliers', theme.id, { kind: 'fiche', limit: 5 });
    expect([whole.items.length, whole.next]).toEqual([5, null]);
    const services = await store.listByAudience('particuliers', { kind: 'service', limit: 100 });
    expect(services.items.map(({ title }) => title)).toEqual(['Aide']);
  });

  it('refuse the cursor of another list', async () => {
    for (const title of ['a', 'b']) await publish({ title, theme: { id: 'N8888', title: 'Autre' } });
    const { next } = await store.listByTheme('particuliers', 'N8888', { kind: 'fiche', limit: 1 });
    await expect(store.listByTheme('particuliers', 'N7777', { kind: 'fiche', limit: 1, cursor: next ?? '' })).rejects.toThrow(Problem);
  });

  it('refuse a cursor that somebody made up, or of another kind of fiche, without asking the engine', async () => {
    const theme = { id: 'N6666', title: 'Autre' };
    for (const title of ['a', 'b']) await publish({ title, theme });
    const { next } = await store.listByTheme('particuliers', 'N6666', { kind: 'fiche', limit: 1 });
    const key = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as Record<string, string>;
    const madeUp = Buffer.from(JSON.stringify({ ...key, other: 'x' })).toString('base64url');
    await expect(store.listByTheme('particuliers', 'N6666', { kind: 'fiche', limit: 1, cursor: madeUp })).rejects.toThrow(Problem);
    await expect(store.listByTheme('particuliers', 'N6666', { kind: 'service', limit: 1, cursor: next ?? '' })).rejects.toThrow(Problem);
  });

  it('find many at once, and leave out those that do not exist', async () => {
    const refs = [await publish(), await publish()];
    const unknown = FicheRef.parse({ audience: 'associations', ficheId: 'F1' });
    const many = await store.findMany([...refs, ...refs, unknown]);
    expect(many.map(({ ficheId }) => ficheId).toSorted()).toEqual(refs.map(({ ficheId }) => ficheId).toSorted());
    const tooMany = Array.from({ length: 101 }, (_, at) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(`F${at}`) }));
    await expect(store.findMany(tooMany)).rejects.toThrow('at most 100');
  });
});
