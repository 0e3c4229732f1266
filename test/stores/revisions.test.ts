import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcementOf } from '../../functions/fiches/rules/announcement.ts';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { decidedByEditor } from '../../functions/fiches/rules/significance.ts';
import type { FicheStore } from '../../functions/fiches/store/fiche-store.ts';
import { ficheStore } from '../../functions/fiches/store/fiche-table.ts';
import type { RevisionStore } from '../../functions/fiches/store/revision-store.ts';
import { revisionStore } from '../../functions/fiches/store/revision-table.ts';
import { AccountId } from '../../schemas/account.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';
import { firstRevision } from '../doubles/stored-fiche.ts';

let dynamo: DynamoForTests;
let store: FicheStore;
let revisions: RevisionStore;

const editor = AccountId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff');
const { trail } = contextOf(editor, 'editor');
const ref = FicheRef.parse({ audience: 'particuliers', ficheId: 'F1' });
const other = FicheRef.parse({ audience: 'associations', ficheId: 'F1' });
const undecided = { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false } as const;
const decidedAt = '2026-12-24T08:00:00.000Z';
const significant = {
  ...decidedByEditor({ significance: 'significant', reason: 'Montant', changeNote: 'Le montant augmente.', urgent: true }, editor),
  decidedAt,
};
const about = { fiche: ref, revision: 2, title: 'Allocation', changeNote: 'Le montant augmente.', urgent: false };

const proposal = {
  significant: true,
  confidence: 0.9,
  reasons: ['Montant modifié : 450 € → 480 €'],
  passages: [{ position: 0, reasons: ['Montant modifié : 450 € → 480 €'] }],
};

const publishNext = async (fiche: FicheRef, month: string): Promise<void> => {
  const base = await store.find(fiche);
  const content = aContent([month], fiche);
  if (!base) throw new Error('no such fiche');
  await store.publish({
    origin: 'import',
    base,
    content,
    difference: noDifference,
    proposal,
    verdict: undecided,
    publishedAt: `2026-${month}-01T08:00:00.000Z`,
  });
};

beforeAll(async () => {
  dynamo = await startDynamo();
  const dependencies = { client: dynamo.client, table: dynamo.tables.fiches, objects: objectsInMemory(), commit: dynamo.commit };
  store = ficheStore(dependencies);
  revisions = revisionStore(dependencies);
  for (const fiche of [ref, other]) await store.publish(firstRevision(aContent(['x'], fiche)));
  await publishNext(ref, '02');
  await publishNext(other, '03');
  for (const month of ['04', '05', '06', '07', '08', '09', '10', '11', '12']) await publishNext(ref, month);
});
afterAll(() => dynamo.stop());

const numbers = ({ items }: { items: { revision: number }[] }): number[] => items.map(({ revision }) => revision);

describe('revisions', () => {
  it('are listed newest first, numbers above nine too, page by page', async () => {
    const first = await revisions.listRevisions(ref, { limit: 3 });
    expect(numbers(first)).toEqual([11, 10, 9]);
    expect(numbers(await revisions.listRevisions(ref, { limit: 100, cursor: first.next ?? '' }))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    await expect(revisions.listRevisions(other, { limit: 3, cursor: first.next ?? '' })).rejects.toThrow('invalid');
    expect((await revisions.listRevisions(ref, { limit: 11 })).next).toBeNull();
    expect(await revisions.findRevision({ ...ref, revision: 12 })).toBeUndefined();
  });

  it('wait for an editor, oldest first, whatever fiche they are of', async () => {
    const { items, next } = await revisions.listToReview({ limit: 2 });
    expect(items.map(({ audience, revision }) => `${audience} ${revision}`)).toEqual(['particuliers 2', 'associations 2']);
    expect(items[0]?.proposal).toEqual(proposal);
    expect(numbers(await revisions.listToReview({ limit: 1, cursor: next ?? '' }))).toEqual([3]);
  });

  it('are decided once: of two editors at once one is refused, and one announcement goes out', async () => {
    const announcement = announcementOf(about, noDifference);
    const decisions = await Promise.all([
      revisions.decideRevision({ ...ref, revision: 2 }, significant, announcement, trail),
      revisions.decideRevision({ ...ref, revision: 2 }, significant, announcement, trail),
    ]);
    expect(decisions.toSorted()).toEqual([false, true]);
    expect(await revisions.findRevision({ ...ref, revision: 2 })).toMatchObject({ ...significant, proposal });
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const announced = Items.filter(({ envelope }) => (envelope as { type: string }).type === 'fiche.declared-significant');
    expect(announced.map(({ envelope }) => (envelope as { detail: unknown }).detail)).toEqual([announcement]);
    expect((await revisions.listToReview({ limit: 1 })).items).toEqual([expect.objectContaining({ ...other, revision: 2 })]);
  });

  it('that are minor or do not exist are announced to nobody', async () => {
    const minor = { ...decidedByEditor({ significance: 'minor', reason: 'Coquille' }, editor), decidedAt };
    const count = async () => (await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }))).Items?.length;
    const before = await count();
    expect(await revisions.decideRevision({ ...ref, revision: 3 }, minor, undefined, trail)).toBe(true);
    expect(await revisions.decideRevision({ ...ref, revision: 99 }, significant, announcementOf(about, noDifference), trail)).toBe(false);
    expect(await revisions.decideRevision({ ...ref, revision: 1 }, significant, announcementOf(about, noDifference), trail)).toBe(false);
    expect(await count()).toBe(before);
  });

  it('leave a record of who decided', async () => {
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.audit }));
    expect(Items).toContainEqual(expect.objectContaining({ actor: editor, about: { fiche: 'particuliers#F1', revision: 2 } }));
  });
});
