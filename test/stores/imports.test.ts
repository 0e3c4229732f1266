import { randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noCounts } from '../../functions/fiches/rules/import-counts.ts';
import { newImport } from '../../functions/fiches/rules/new-import.ts';
import type { ImportStore, Step, StoredImport } from '../../functions/fiches/store/import-store.ts';
import { importStore } from '../../functions/fiches/store/import-table.ts';
import { AccountId } from '../../schemas/account.ts';
import { type Import, ImportId, type ImportLine, type ImportOutcome } from '../../schemas/import.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { importsInMemory } from '../doubles/imports-in-memory.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const editor = AccountId.parse(randomUUID());
const { trail } = contextOf(editor, 'editor');
const anImport = (startedAt = '2026-03-01T08:00:00.000Z'): Import =>
  newImport(ImportId.parse(randomUUID()), { scope: 'complete', audience: 'particuliers' }, editor, startedAt);
const inTables = (): ImportStore => importStore(dynamo.client, dynamo.tables.imports, dynamo.commit);

const aLine = (outcome: ImportOutcome, file: string): ImportLine => ({
  outcome,
  file,
  ficheId: null,
  audience: null,
  title: null,
  line: 3,
  reason: 'Le XML est mal formé.',
  significance: null,
});
const aStep = (done: number, ...lines: [number, ImportLine][]): Step => ({
  done,
  counts: { ...noCounts, refused: lines.length },
  lines: lines.map(([place, line]) => ({ place, line })),
  endedAt: null,
});
const beginning = { archiveTag: '"1"', total: 3, toRemove: ['F9'], repeated: [['00ff00ff00ff00ff', 70_000] satisfies [string, number]] };

describe.each([
  ['in the table', inTables],
  ['in memory, as the use cases are tested with', importsInMemory],
])('an import %s', (_, make) => {
  let store: ImportStore;
  beforeAll(() => {
    store = make();
  });
  const created = async (): Promise<Import> => {
    const one = anImport();
    await store.create(one, trail);
    return one;
  };
  const running = async (): Promise<StoredImport> => {
    const { id } = await created();
    await store.begin(id, beginning);
    const found = await store.find(id);
    if (!found) throw new Error('not found');
    return found;
  };

  it('is found as it was created, waiting for its archive', async () => {
    const one = await created();
    expect(await store.find(one.id)).toEqual({ ...one, archiveTag: null, toRemove: [] });
    expect(await store.find(ImportId.parse(randomUUID()))).toBeUndefined();
  });

  it('begins once', async () => {
    const { id } = await created();
    expect(await store.begin(id, beginning)).toBe(true);
    expect(await store.begin(id, { ...beginning, archiveTag: '"2"' })).toBe(false);
    expect(await store.begin(id, { ...beginning, repeated: [] })).toBe(false);
    expect(await store.readRepeated(id)).toEqual(beginning.repeated);
    expect(await store.readRepeated(ImportId.parse(randomUUID()))).toEqual([]);
    expect(await store.find(id)).toMatchObject({ state: 'running', archiveTag: '"1"', toRemove: ['F9'], progress: { done: 0, total: 3 } });
  });

  it('advances once from where it was read, its lines with it', async () => {
    const read = await running();
    expect(await store.advance(read, aStep(2, [0, aLine('refused', 'F1.xml')]))).toBe(true);
    expect(await store.advance(read, aStep(2, [0, aLine('added', 'F1.xml')]))).toBe(false);
    expect(await store.find(read.id)).toMatchObject({
      state: 'running',
      progress: { done: 2, total: 3 },
      counts: { refused: 1 },
      endedAt: null,
    });
    expect((await store.readReport(read.id, { limit: 10 })).items.map(({ outcome }) => outcome)).toContain('refused');
  });

  it('ends with its last step, and then neither advances nor is refused', async () => {
    const read = await running();
    const endedAt = '2026-03-01T09:00:00.000Z';
    expect(await store.advance(read, { ...aStep(3), endedAt })).toBe(true);
    const ended = await store.find(read.id);
    expect(ended).toMatchObject({ state: 'done', endedAt });
    expect(await store.advance(read, aStep(3))).toBe(false);
    expect(await store.refuse(read, 'Trop tard.', endedAt)).toBe(false);
  });

  it('is refused from the state that was read', async () => {
    const waiting = await created();
    expect(await store.refuse(waiting, 'Pas une archive.', waiting.startedAt)).toBe(true);
    expect(await store.begin(waiting.id, beginning)).toBe(false);
    expect(await store.find(waiting.id)).toMatchObject({ state: 'refused', refusal: 'Pas une archive.', endedAt: waiting.startedAt });
  });

  it('remembers the last archive fetched for an audience', async () => {
    const fetched = { audience: 'associations' as const, sha256: 'a', etag: null, lastModified: 'hier', importId: anImport().id };
    expect(await store.lastFetched('associations')).toBeUndefined();
    await store.recordFetched(fetched);
    await store.recordFetched({ ...fetched, sha256: 'b' });
    expect(await store.lastFetched('associations')).toEqual({ ...fetched, sha256: 'b' });
  });
});

describe('in the table', () => {
  it('a report is read by outcome, in the order of the archive, page by page', async () => {
    const store = inTables();
    const one = anImport();
    await store.create(one, trail);
    await store.begin(one.id, { ...beginning, total: 60 });
    const read = await store.find(one.id);
    if (!read) throw new Error('not found');
    const lines = Array.from({ length: 50 }, (_, at): [number, ImportLine] => [at, aLine(at % 2 ? 'refused' : 'changed', `F${at}.xml`)]);
    await store.advance(read, aStep(50, ...lines.toReversed()));
    const files: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.readReport(one.id, { outcome: 'refused', limit: 10, cursor });
      files.push(...page.items.map(({ file }) => file));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(files).toEqual(lines.filter(([at]) => at % 2).map(([, { file }]) => file));
    const whole = await store.readReport(one.id, { limit: 50 });
    expect([whole.items.length, whole.next]).toEqual([50, null]);
  });

  it('a cursor of another report is refused', async () => {
    const store = inTables();
    const one = anImport();
    await store.create(one, trail);
    await store.begin(one.id, beginning);
    const read = await store.find(one.id);
    await store.advance(read as StoredImport, aStep(2, [0, aLine('refused', 'F1.xml')], [1, aLine('refused', 'F2.xml')]));
    const { next } = await store.readReport(one.id, { limit: 1 });
    await expect(store.readReport(anImport().id, { limit: 1, cursor: next ?? '' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('imports are listed from the newest, without what only the worker needs', async () => {
    const store = inTables();
    const [older, newer] = [anImport('2027-01-01T00:00:00.000Z'), anImport('2027-02-01T00:00:00.000Z')];
    await store.create(newer, trail);
    await store.create(older, trail);
    expect((await store.list({ limit: 2 })).items).toEqual([newer, older]);
  });

  it('creating one leaves a trace of who asked', async () => {
    const store = inTables();
    const one = anImport();
    await store.create(one, { ...trail, actor: 'public', correlationId: one.id });
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.audit,
        KeyConditionExpression: 'pk = :actor',
        ExpressionAttributeValues: { ':actor': 'public' },
      }),
    );
    expect(Items).toContainEqual(expect.objectContaining({ correlationId: one.id, about: { importId: one.id } }));
    const { Item } = await dynamo.client.send(new GetCommand({ TableName: dynamo.tables.imports, Key: { pk: one.id, sk: 'import' } }));
    expect(Item).toMatchObject({ listPk: 'import' });
  });
});
