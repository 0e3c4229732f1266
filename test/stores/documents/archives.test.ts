import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { askForArchive } from '../../../functions/documents/ask-for-archive.ts';
import { onDocumentArchiveAsked } from '../../../functions/documents/on-document-archive-asked.ts';
import { readArchive } from '../../../functions/documents/read-archive.ts';
import { archiveStore } from '../../../functions/documents/store/archives.ts';
import { wholeSpace } from '../../../functions/documents/store/whole-space.ts';
import type { SpaceId } from '../../../schemas/account.ts';
import type { FileId } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { contextOf } from '../../doubles/context.ts';
import { pdf } from '../../doubles/wallet.ts';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

const namesIn = async (archive: Buffer): Promise<string[]> => {
  const zip = await fromBufferPromise(archive);
  const names: string[] = [];
  for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  return names.toSorted();
};

describe('the archive of a space', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const made = new Map<string, Buffer>();
  const dependencies = () => {
    const archives = archiveStore(world.client, world.tables, world.commit);
    const storage = {
      source: async (id: FileId) => Readable.from([world.files.objects.get(`files/${id}`)]),
      async write(id: WalletArchiveId, content: Readable) {
        const whole = await buffer(content);
        made.set(id, whole);
        return whole.length;
      },
      erase: async (id: WalletArchiveId) => void made.delete(id),
    };
    return { archives, documents: world.documents, space: wholeSpace(world.client, world.tables.documents), storage, clock: world.clock };
  };
  const ask = (spaceId: SpaceId) =>
    askForArchive({ ...dependencies(), newId: randomUUID })({ params: { spaceId } }, contextOf(world.caller.accountId));
  const make = (spaceId: SpaceId, archiveId: string) =>
    onDocumentArchiveAsked(dependencies())({ spaceId, archiveId: WalletArchiveId.parse(archiveId) });
  const read = (spaceId: SpaceId) =>
    readArchive(dependencies())({ params: { spaceId } }, { ...contextOf(world.caller.accountId), trail: undefined });
  const withFiles = async (spaceId: SpaceId, name: string, count: number) => {
    const place = await world.document(spaceId, { name });
    for (let file = 0; file < count; file++) {
      const id = await world.upload(place, 600 + file);
      await world.scanned(id, world.files.put(`incoming/${id}`, pdf(600 + file)));
    }
  };

  it('holds every file once, by names that tell them apart, and is had for a day', async () => {
    const spaceId = await world.space();
    await withFiles(spaceId, 'RIB', 1);
    world.at('2026-03-01T08:00:01.000Z');
    await withFiles(spaceId, 'rib', 1);
    world.at('2026-03-01T08:00:00.000Z');
    await withFiles(spaceId, 'Carte/recto : verso', 2);
    await world.document(spaceId, { name: 'Vide' });
    const asked = await ask(spaceId);
    expect(await ask(spaceId)).toMatchObject(asked);
    expect(await read(spaceId)).toMatchObject({ state: 'in-the-making', availableUntil: null });
    await make(spaceId, asked.id);
    const archive = made.get(asked.id) ?? Buffer.alloc(0);
    expect(await namesIn(archive)).toEqual(['Carte-recto - verso/a (2).pdf', 'Carte-recto - verso/a.pdf', 'RIB.pdf', 'rib (2).pdf']);
    expect(await read(spaceId)).toMatchObject({
      state: 'ready',
      files: 4,
      bytes: archive.length,
      availableUntil: '2026-03-02T08:00:00.000Z',
    });
    world.at('2026-03-02T08:00:00.000Z');
    await expect(read(spaceId)).rejects.toMatchObject({ kind: 'archive-not-found' });
    world.at('2026-03-01T08:00:00.000Z');
  });

  it('is made once however often it is told of, and one that was overtaken is not kept', async () => {
    const spaceId = await world.space();
    await withFiles(spaceId, 'RIB', 1);
    const first = await ask(spaceId);
    world.at('2026-03-01T08:16:00.000Z');
    const second = await ask(spaceId);
    expect(second.id).not.toBe(first.id);
    await Promise.all([make(spaceId, first.id), make(spaceId, second.id), make(spaceId, second.id)]);
    await make(spaceId, second.id);
    expect(made.has(first.id)).toBe(false);
    expect(await read(spaceId)).toMatchObject({ id: second.id, state: 'ready' });
    world.at('2026-03-01T08:00:00.000Z');
  });

  it('takes the place of the one before it, which is kept no longer, nor is one whose space is gone', async () => {
    const spaceId = await world.space();
    await withFiles(spaceId, 'RIB', 1);
    const first = await ask(spaceId);
    await make(spaceId, first.id);
    const second = await ask(spaceId);
    await make(spaceId, second.id);
    expect([made.has(first.id), made.has(second.id)]).toEqual([false, true]);
    await world.client.send(new DeleteCommand({ TableName: world.tables.documents, Key: { pk: spaceId, sk: 'archive' } }));
    await make(spaceId, second.id);
    expect(made.has(second.id)).toBe(false);
  });

  it('of a space without documents is not asked for', async () => {
    await expect(ask(await world.space())).rejects.toMatchObject({ kind: 'nothing-to-archive' });
  });
});
