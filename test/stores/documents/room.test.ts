import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../functions/documents/delete-document.ts';
import { openUpload } from '../../../functions/documents/open-upload.ts';
import { restoreDocument } from '../../../functions/documents/restore-document.ts';
import { Problem } from '../../../functions/shared/problem.ts';
import { AccountId, type SpaceId } from '../../../schemas/account.ts';
import { FileId, MAX_FILE_BYTES, MAX_SPACE_BYTES, type WalletDocument } from '../../../schemas/document.ts';
import { contextOf } from '../../doubles/context.ts';
import { pdf } from '../../doubles/wallet.ts';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

type Place = { spaceId: SpaceId; documentId: WalletDocument['id'] };

describe('the room of a space', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const context = () => contextOf(world.caller.accountId);
  const open = (params: Place, size: number, replaces: FileId | null = null) =>
    openUpload({ documents: world.documents, files: world.files, clock: world.clock, newId: randomUUID })(
      { params, body: { name: 'a.pdf', size, replaces } },
      context(),
    );
  const arrived = async (params: Place, size: number): Promise<FileId> => {
    const id = FileId.parse((await open(params, size)).file.id);
    await world.scanned(id, world.files.put(`incoming/${id}`, pdf(size)));
    return id;
  };
  const used = async (spaceId: SpaceId) => (await world.documents.storage(spaceId)).used;

  it('is taken by 200 people at once to the last byte that fits, and by nobody beyond', async () => {
    const spaceId = await world.space();
    const places = await Promise.all(Array.from({ length: 200 }, () => world.document(spaceId)));
    const size = 2_000_000;
    const results = await Promise.allSettled(places.map((place) => open(place, size)));
    const taken = results.filter(({ status }) => status === 'fulfilled').length;
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(taken).toBe(Math.floor(MAX_SPACE_BYTES / size));
    expect(refused.every((reason) => reason instanceof Problem && reason.kind === 'space-full')).toBe(true);
    expect(await used(spaceId)).toBe(taken * size);
    const onTheirWay = await Promise.all(
      places.map(async ({ documentId }) => (await world.documents.find(spaceId, documentId))?.onTheirWay),
    );
    expect(onTheirWay.flat()).toHaveLength(taken);
  });

  it('ends at its last byte: that one is given, the next one is not, and the answer says what is left', async () => {
    const spaceId = await world.space();
    const whole = Math.floor(MAX_SPACE_BYTES / MAX_FILE_BYTES);
    const rest = MAX_SPACE_BYTES - whole * MAX_FILE_BYTES;
    for (let file = 0; file < whole; file++) await open(await world.document(spaceId), MAX_FILE_BYTES);
    const last = await world.document(spaceId);
    await expect(open(last, rest + 1)).rejects.toMatchObject({
      kind: 'space-full',
      detail: 'Il faut 3,1 Mo et il reste 3 Mo sur les 235 Mo de cet espace. Supprimez des documents, puis recommencez.',
    });
    await open(last, rest);
    expect(await used(spaceId)).toBe(MAX_SPACE_BYTES);
    await expect(open(last, 1)).rejects.toMatchObject({ kind: 'space-full', detail: expect.stringContaining('il reste 0 octet') });
  });

  it('has four places in a document, those on their way among them, and a fifth file is told so', async () => {
    const place = await world.document(await world.space());
    const first = await arrived(place, 500);
    for (let file = 1; file < 4; file++) await open(place, 500);
    await expect(open(place, 500)).rejects.toMatchObject({ kind: 'too-many-files' });
    await open(place, 500, first);
    await expect(open(place, 500, first)).rejects.toMatchObject({ kind: 'too-many-files' });
  });

  it('is free at once when a document is deleted, and taken again, if it is still there, when it is had back', async () => {
    const spaceId = await world.space();
    const place = await world.document(spaceId);
    const fileId = await arrived(place, 4_000);
    await open(place, 1_000);
    expect(await world.documents.storage(spaceId)).toEqual({ used: 5_000, deleted: 0, documents: 1 });
    await deleteDocument({ documents: world.documents, clock: world.clock })({ params: place }, context());
    expect(await world.documents.storage(spaceId)).toEqual({ used: 0, deleted: 4_000, documents: 0 });
    const restore = restoreDocument({ documents: world.documents, clock: world.clock });
    const back = await restore({ params: place }, context());
    expect(back.files.map(({ id }) => id)).toEqual([fileId]);
    expect(back.onTheirWay).toEqual([]);
    expect(await world.documents.storage(spaceId)).toEqual({ used: 4_000, deleted: 0, documents: 1 });
    await expect(restore({ params: place }, context())).rejects.toMatchObject({ kind: 'document-not-found' });
    expect((await world.feed(spaceId)).toSorted()).toEqual(['document.deleted', 'document.file-added', 'document.restored']);
  });

  it('is not given to who was put out of the space since the request was let in: for them it does not exist', async () => {
    const spaceId = await world.space();
    const place = await world.document(spaceId);
    const asStranger = contextOf(AccountId.parse(randomUUID()));
    const attempt = openUpload({ documents: world.documents, files: world.files, clock: world.clock, newId: randomUUID })(
      { params: place, body: { name: 'a.pdf', size: 5, replaces: null } },
      asStranger,
    );
    await expect(attempt).rejects.toMatchObject({ kind: 'not-found' });
    expect(await used(spaceId)).toBe(0);
  });
});
