import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../functions/documents/delete-document.ts';
import { destroyDocument } from '../../../functions/documents/destroy-document.ts';
import { listDeletedDocuments } from '../../../functions/documents/list-deleted-documents.ts';
import { removeFile } from '../../../functions/documents/remove-file.ts';
import { restoreFile } from '../../../functions/documents/restore-file.ts';
import { storageWrite } from '../../../functions/documents/store/storage-count.ts';
import { type FileId, MAX_SPACE_BYTES } from '../../../schemas/document.ts';
import { contextOf } from '../../doubles/context.ts';
import { pdf } from '../../doubles/wallet.ts';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

describe('what was deleted or replaced', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const me = () => contextOf(world.caller.accountId);
  const page = { limit: 20 };

  const withFile = async (size = 1000) => {
    world.at('2026-03-01T08:00:00.000Z');
    const spaceId = await world.space();
    const place = await world.document(spaceId);
    const send = async (replaces: FileId | null = null, bytes = size) => {
      const id = await world.upload(place, bytes, replaces);
      await world.scanned(id, world.files.put(`incoming/${id}`, pdf(bytes)));
      return id;
    };
    return {
      place,
      spaceId,
      send,
      first: await send(),
      storage: () => world.documents.storage(spaceId),
      formers: async () => (await world.documents.listFormer(spaceId, place.documentId, page)).items.map(({ id }) => id),
      files: async () => ((await world.documents.find(spaceId, place.documentId))?.files ?? []).map(({ id }) => id),
      hasObject: (id: FileId) => world.files.objects.has(`files/${id}`),
    };
  };

  it('a file that is replaced is in its place no more, and can be had back for thirty days, to the minute', async () => {
    const { place, spaceId, send, first, storage, formers, files, hasObject } = await withFile();
    const second = await send(first, 3000);
    expect(await files()).toEqual([second]);
    expect(await formers()).toEqual([first]);
    expect(await storage()).toMatchObject({ used: 3000, deleted: 1000 });
    world.at('2026-03-31T07:59:59.000Z');
    await world.sweep();
    const restore = restoreFile({ documents: world.documents, clock: world.clock });
    await restore({ params: { ...place, fileId: first } }, me());
    expect(await files()).toEqual([second, first]);
    expect(await storage()).toMatchObject({ used: 4000, deleted: 0 });
    await removeFile({ documents: world.documents, clock: world.clock })({ params: { ...place, fileId: first } }, me());
    expect(await storage()).toMatchObject({ used: 3000, deleted: 1000 });
    world.at('2026-04-30T08:00:00.000Z');
    await expect(restore({ params: { ...place, fileId: first } }, me())).rejects.toMatchObject({ kind: 'file-not-found' });
    world.at('2026-04-30T08:02:00.000Z');
    await world.sweep();
    expect(await formers()).toEqual([]);
    expect([hasObject(first), hasObject(second)]).toEqual([false, true]);
    expect(await storage()).toMatchObject({ used: 3000, deleted: 0 });
    expect((await world.feed(spaceId)).toSorted()).toEqual([
      'document.file-added',
      'document.file-removed',
      'document.file-restored',
      'document.replaced',
    ]);
  });

  it('an upload that was to replace a file which is gone meanwhile takes a place of its own', async () => {
    const { place, first, files } = await withFile();
    const id = await world.upload(place, 2000, first);
    await removeFile({ documents: world.documents, clock: world.clock })({ params: { ...place, fileId: first } }, me());
    await world.scanned(id, world.files.put(`incoming/${id}`, pdf(2000)));
    expect(await files()).toEqual([id]);
  });

  it('a document goes for good after thirty days, with its files and its former files, and not an hour before', async () => {
    const { place, spaceId, send, first, storage, hasObject } = await withFile();
    const second = await send(first);
    await deleteDocument({ documents: world.documents, clock: world.clock })({ params: place }, me());
    world.at('2026-03-31T07:00:00.000Z');
    await world.sweep();
    expect(await world.documents.findDeleted(spaceId, place.documentId)).toMatchObject({ keptUntil: '2026-03-31T08:00:00.000Z' });
    world.at('2026-03-31T08:01:00.000Z');
    world.files.failNext('erase');
    await world.sweep();
    await world.sweep();
    expect(await world.documents.findDeleted(spaceId, place.documentId)).toBeUndefined();
    expect([hasObject(first), hasObject(second)]).toEqual([false, false]);
    expect(await storage()).toEqual({ used: 0, deleted: 0, documents: 0 });
  });

  it('a document that is destroyed is seen by nobody from then on, and is gone a minute later', async () => {
    const { place, spaceId, first, storage, hasObject } = await withFile();
    const dependencies = { documents: world.documents, clock: world.clock };
    await deleteDocument(dependencies)({ params: place }, me());
    const list = () =>
      listDeletedDocuments(dependencies)({ params: { spaceId }, query: { ...page, cursor: undefined } }, { ...me(), trail: undefined });
    expect((await list()).items).toHaveLength(1);
    world.at('2026-03-02T08:00:00.000Z');
    await destroyDocument(dependencies)({ params: place }, me());
    expect((await list()).items).toEqual([]);
    await expect(destroyDocument(dependencies)({ params: place }, me())).rejects.toMatchObject({ kind: 'document-not-found' });
    world.at('2026-03-02T08:01:00.000Z');
    await world.sweep();
    expect(hasObject(first)).toBe(false);
    expect(await storage()).toEqual({ used: 0, deleted: 0, documents: 0 });
  });

  it('has room of its own: who would fill it is told what to do, and a file that already took a place still does', async () => {
    const { place, spaceId, send, first, storage } = await withFile();
    await world.commit({ writes: [storageWrite(world.tables.documents, spaceId, { deleted: MAX_SPACE_BYTES - 999 })] });
    const refused = deleteDocument({ documents: world.documents, clock: world.clock })({ params: place }, me());
    await expect(refused).rejects.toMatchObject({ kind: 'bin-full', detail: expect.stringMatching(/30 jours.*définitivement/) });
    await send(first, 2000);
    expect(await storage()).toMatchObject({ used: 2000, deleted: MAX_SPACE_BYTES + 1 });
  });
});
