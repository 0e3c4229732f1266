import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { archiveOf } from '../../functions/accounts/leaving/archive.ts';
import { askForExport } from '../../functions/accounts/leaving/ask-for-export.ts';
import { downloadExport } from '../../functions/accounts/leaving/download-export.ts';
import { listExports } from '../../functions/accounts/leaving/list-exports.ts';
import { onPartExported } from '../../functions/accounts/leaving/on-part-exported.ts';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { findAccount } from '../../functions/accounts/store/kept-account.ts';
import { archiveKey, type ExportStorage, exportStorage } from '../../functions/accounts/store/leaving/export-storage.ts';
import { type ExportStore, exportStore } from '../../functions/accounts/store/leaving/exports.ts';
import type { Document, File } from '../../functions/shared/holdings.ts';
import { exportParts } from '../../functions/shared/store/export-parts.ts';
import type { Account } from '../../schemas/account.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { ExportId, type HolderName, holders } from '../../schemas/leaving.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { Bucket, type ObjectStorage, startObjectStorage } from '../doubles/object-storage.ts';
import { readZip } from '../doubles/read-zip.ts';

const every = Object.keys(holders) as HolderName[];
let now = new Date('2026-03-01T08:00:00.000Z');
const clock = () => now;

let dynamo: DynamoForTests;
let objects: ObjectStorage;
let exports: ExportStore;
let storage: ExportStorage;
let account: Account;
beforeAll(async () => {
  [dynamo, objects] = await Promise.all([startDynamo(), startObjectStorage()]);
  exports = exportStore(dynamo.client, dynamo.tables, dynamo.commit);
  storage = exportStorage(objects.client, { exports: Bucket, documents: Bucket });
});
afterAll(() => Promise.all([dynamo.stop(), objects.stop()]));
beforeEach(async () => {
  now = new Date('2026-03-01T08:00:00.000Z');
  account = anAccount();
  await accountStore(dynamo.client, dynamo.tables, dynamo.commit).open(account, contextOf(account.id).trail);
});

const ask = async () => {
  const asking = askForExport({ exports, findAccount: findAccount(dynamo.client, dynamo.tables.accounts), clock, newId: randomUUID });
  return ExportId.parse((await asking({}, contextOf(account.id))).id);
};
const exported = (exportId: ExportId, holder: HolderName, over: Partial<ExportStorage> = {}) =>
  onPartExported({ store: exports, storage: { ...storage, ...over }, clock })({ accountId: account.id, exportId, holder });
const writePart = (exportId: ExportId, holder: HolderName, content: (Document | File)[] = []) =>
  exportParts(objects.client, Bucket).write({ exportId, holder }, Readable.from(content));
const list = async () => (await listExports({ exports, clock })({}, readerContextOf(account.id))).items;
const eventsOf = async (exportId: ExportId) => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
  return Items.map(({ envelope }) => Envelope.parse(envelope)).filter(
    ({ detail }) => (detail as { exportId?: string }).exportId === exportId,
  );
};
const archiveOfCopy = async (exportId: ExportId) => {
  const download = downloadExport({ exports, storage, clock });
  const { url } = await download({ params: { exportId } }, contextOf(account.id));
  const answer = await fetch(url);
  return { answer, files: await readZip(Buffer.from(await answer.arrayBuffer())) };
};
const file = (name: string, key: string): File => ({ file: name, object: { bucket: 'documents', key }, bytes: 5 });

describe('a copy of everything', () => {
  it('is made of the parts of all holders: data that a schema describes, files as they are, and an index to begin with', async () => {
    const exportId = await ask();
    await objects.put('files/recto', 'recto');
    await objects.put('files/verso', 'verso');
    for (const holder of every) await writePart(exportId, holder);
    const entry = { at: now.toISOString(), label: 'Connexion', by: { type: 'self' } as const };
    await writePart(exportId, 'accounts', [
      { document: 'compte', records: [{ ...account, secret: 'hash' } as Account] },
      { document: 'historique', records: [entry, { ...entry, device: 'Firefox sur Windows' }] },
      file('Identité/carte.jpg', 'files/recto'),
      file('Identité/carte.jpg', 'files/verso'),
      file('../../evil/?.sh', 'files/verso'),
      file('parti.pdf', 'files/gone'),
    ]);
    for (const holder of every) await exported(exportId, holder);

    const { answer, files } = await archiveOfCopy(exportId);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="mes-donnees-parvis.zip"');
    expect(JSON.parse(files['donnees/compte.json'] ?? '')).toEqual([
      { id: account.id, email: account.email, role: 'citizen', openedAt: account.openedAt },
    ]);
    expect(JSON.parse(files['donnees/historique.json'] ?? '')).toHaveLength(2);
    expect(JSON.parse(files['schemas/historique.json'] ?? '')).toMatchObject({
      type: 'array',
      title: 'Historique de mon compte',
      items: { properties: { device: { description: 'Appareil' } } },
    });
    expect([files['fichiers/Identité/carte.jpg'], files['fichiers/Identité/carte (2).jpg']]).toEqual(['recto', 'verso']);
    expect(Object.keys(files).filter((name) => name.includes('..'))).toEqual([]);
    expect(files['LISEZ-MOI.html']).toContain('Historique de mon compte');
    expect(files['LISEZ-MOI.html']).toContain('<li>parti.pdf</li>');
    expect(JSON.stringify(files)).not.toContain('hash');
  });

  it('is told of once, when it is whole, and its parts do not stay', async () => {
    const exportId = await ask();
    for (const holder of every) await writePart(exportId, holder);
    for (const holder of every.slice(1)) await exported(exportId, holder);
    expect(await list()).toMatchObject([{ state: 'preparing' }]);
    const first = every[0] as HolderName;
    await expect(exported(exportId, first, { writeArchive: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
    expect(await list()).toMatchObject([{ state: 'preparing' }]);
    await exported(exportId, first);
    await exported(exportId, first);
    expect((await eventsOf(exportId)).map(({ type }) => type).sort()).toEqual(['account.export-asked', 'account.export-ready']);
    expect(await list()).toMatchObject([{ state: 'ready', availableUntil: '2026-03-02T08:00:00.000Z' }]);
    await expect(objects.get(`parts/${exportId}/${first}/part.ndjson`)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('can be had for a day, by its owner alone', async () => {
    const exportId = await ask();
    for (const holder of every) await writePart(exportId, holder);
    for (const holder of every) await exported(exportId, holder);
    const stranger = anAccount();
    const download = downloadExport({ exports, storage, clock });
    await expect(download({ params: { exportId } }, contextOf(stranger.id))).rejects.toMatchObject({ kind: 'export-not-found' });
    now = new Date('2026-03-02T08:00:00.000Z');
    await expect(download({ params: { exportId } }, contextOf(account.id))).rejects.toMatchObject({ kind: 'export-not-found' });
    expect(await list()).toMatchObject([{ state: 'gone' }]);
  });

  it('is asked for one at a time, and three times a day', async () => {
    for (let time = 1; time <= 3; time++) {
      const exportId = await ask();
      await expect(ask()).rejects.toMatchObject({ kind: 'export-running' });
      for (const holder of every) await writePart(exportId, holder);
      for (const holder of every) await exported(exportId, holder);
    }
    await expect(ask()).rejects.toMatchObject({ kind: 'too-many-exports' });
    now = new Date('2026-03-02T08:00:01.000Z');
    await ask();
  });

  it('is asked for once when it is asked for twice at the same instant', async () => {
    const both = await Promise.allSettled([ask(), ask()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('leaves nothing behind when its owner goes', async () => {
    const exportId = await ask();
    for (const holder of every)
      await writePart(exportId, holder, holder === 'accounts' ? [{ document: 'compte', records: [account] }] : []);
    for (const holder of every) await exported(exportId, holder);
    await storage.erase(exportId);
    await storage.erase(exportId);
    await expect(objects.client.send(new HeadObjectCommand({ Bucket, Key: archiveKey(exportId) }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('a large copy', () => {
  const MEGABYTE = 1024 * 1024;
  async function* bytes(megabytes: number) {
    for (let count = 0; count < megabytes; count++) yield Buffer.alloc(MEGABYTE, count);
  }

  it('goes through in constant memory: four hundred files of a megabyte, in less than a quarter of it', async () => {
    const part: File[] = Array.from({ length: 400 }, (_, number) => ({ ...file(`${number}.pdf`, `files/${number}`), bytes: MEGABYTE }));
    const sources = {
      ...storage,
      lines: ({ holder }: { holder: HolderName }) => Readable.from(holder === 'accounts' ? part : []),
      hasFile: async () => true,
      file: async () => Readable.from(bytes(1), { objectMode: false }),
    };
    let sent = 0;
    let most = 0;
    const held = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const before = held();
    for await (const chunk of await archiveOf(sources, ExportId.parse(randomUUID()), now)) {
      sent += (chunk as Buffer).length;
      most = Math.max(most, held() - before);
    }
    expect(sent).toBeGreaterThan(400 * MEGABYTE);
    expect(most).toBeLessThan(100 * MEGABYTE);
  });

  it('is written to storage in parts, whole', async () => {
    const exportId = ExportId.parse(randomUUID());
    const written = await storage.writeArchive(exportId, Readable.from(bytes(23), { objectMode: false }));
    expect(written).toBe(23 * MEGABYTE);
    const { ContentLength } = await objects.client.send(new HeadObjectCommand({ Bucket, Key: archiveKey(exportId) }));
    expect(ContentLength).toBe(23 * MEGABYTE);
  });
});
