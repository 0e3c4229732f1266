import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { type FileId, MAX_FILE_BYTES, type WalletDocument } from '../../schemas/document.ts';
import { eicar, pdf, png, sendForm } from '../doubles/wallet.ts';
import { startTestSystem } from './start.ts';

type Person = Awaited<ReturnType<typeof openAccount>>;

describe('the wallet of a space', () => {
  let system: System & { dataDir: string };
  let camille: Person;
  let stranger: Person;
  const space = () => ({ spaceId: camille.account.personalSpaceId });

  beforeAll(async () => {
    system = await startTestSystem();
    camille = await openAccount(system, 'camille.documents@parvis.example');
    stranger = await openAccount(system, 'etranger.documents@parvis.example');
  });
  afterAll(() => system.stop());

  const add = (name: string) =>
    camille.actor.addDocument({ params: space(), body: { name, kind: 'identity-card', expiresOn: null, reminders: true } });
  const at = ({ id }: Pick<WalletDocument, 'id'>) => ({ ...space(), documentId: id });
  const open = (document: WalletDocument, name: string, size: number, replaces: FileId | null = null) =>
    camille.actor.openUpload({ params: at(document), body: { name, size, replaces } });
  const send = async (document: WalletDocument, name: string, bytes: Uint8Array, replaces: FileId | null = null) => {
    const { file, upload } = await open(document, name, bytes.length, replaces);
    expect(await sendForm(upload, bytes)).toBeLessThan(300);
    const settled = await waitFor(`the check of ${name}`, async () => {
      const now = await camille.actor.readDocument({ params: at(document) });
      return now.onTheirWay.every(({ id }) => id !== file.id) && now;
    });
    return { file, document: settled };
  };
  const download = async (document: WalletDocument, fileId: FileId) => {
    const { address } = await camille.actor.giveFileLink({ params: { ...at(document), fileId }, body: { what: 'file' } });
    return fetch(address);
  };

  it('keeps a file that was checked, and hands it out by a link to be saved', async () => {
    const card = await add('Carte d’identité');
    const bytes = pdf();
    const { file, document } = await send(card, 'recto \u202e🙂/../carte.jpg', bytes);
    expect(document.files).toEqual([expect.objectContaining({ id: file.id, type: 'application/pdf', size: bytes.length })]);
    const reply = await download(card, file.id);
    expect(reply.status).toBe(200);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/),
    });
    expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await camille.actor.readStorage({ params: space() })).toMatchObject({ used: bytes.length, documents: 1 });
    await expect(stranger.actor.readDocument({ params: at(card) })).rejects.toMatchObject({ status: 404, kind: 'not-found' });
    expect(system.denied).toEqual([]);
  });

  it('takes a file of 4.0 MB to the last byte, and refuses one byte more at the door and in storage', async () => {
    const document = await add('Statuts');
    const whole = pdf(MAX_FILE_BYTES);
    const { file } = await send(document, 'statuts.pdf', whole);
    const reply = await download(document, file.id);
    expect((await reply.arrayBuffer()).byteLength).toBe(MAX_FILE_BYTES);
    await expect(open(document, 'plus.pdf', MAX_FILE_BYTES + 1)).rejects.toMatchObject({ status: 400 });
    await expect(open(document, 'vide.pdf', 0)).rejects.toMatchObject({ status: 400 });
    const { upload, file: cut } = await open(document, 'moins.pdf', 1000);
    expect(await sendForm(upload, pdf(1001))).toBe(400);
    expect(await sendForm(upload, pdf(999))).toBe(400);
    await camille.actor.removeFile({ params: { ...at(document), fileId: cut.id } });
  });

  it('removes what it refuses, and says why', async () => {
    const document = await add('Refusés');
    const before = await camille.actor.readStorage({ params: space() });
    const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1'), Buffer.alloc(500)]);
    const { document: first } = await send(document, 'archive.pdf', zip);
    const { document: second, file } = await send(document, 'virus.pdf', eicar());
    expect(first.refused).toEqual([expect.objectContaining({ reason: expect.stringContaining('PDF, JPEG') })]);
    expect(second.refused.at(-1)).toMatchObject({ reason: expect.stringContaining('malveillant') });
    expect(second.files).toEqual([]);
    await expect(
      camille.actor.giveFileLink({ params: { ...at(document), fileId: file.id }, body: { what: 'file' } }),
    ).rejects.toMatchObject({ kind: 'file-not-found' });
    expect((await camille.actor.readStorage({ params: space() })).used).toBe(before.used);
    expect((await send(document, 'photo.png', png())).document.files).toHaveLength(1);
  });

  it('shows a small picture of an image, and gives everything at once as an archive', async () => {
    const document = await add('Photographie');
    const { file } = await send(document, 'photo.png', png(1200, 300));
    await waitFor('the small picture', async () => (await camille.actor.readDocument({ params: at(document) })).files[0]?.preview);
    const { address } = await camille.actor.giveFileLink({ params: { ...at(document), fileId: file.id }, body: { what: 'preview' } });
    const picture = await fetch(address);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
    await camille.actor.askForArchive({ params: space() });
    const ready = await waitFor('the archive', async () => {
      const archive = await camille.actor.readArchive({ params: space() });
      return archive.state === 'ready' && archive;
    });
    const link = await camille.actor.giveArchiveLink({ params: space() });
    const reply = await fetch(link.address);
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="documents-[\d-]+\.zip"/);
    expect((await reply.arrayBuffer()).byteLength).toBe(ready.bytes);
    expect(system.denied).toEqual([]);
  });

  it('gives the room of what never came back, forgets a document for good, and shows all of it in the feed', async () => {
    const document = await add('Brouillon');
    await camille.actor.deleteDocument({ params: at(document) });
    expect((await camille.actor.listDeletedDocuments({ params: space() })).items.map(({ name }) => name)).toEqual(['Brouillon']);
    await camille.actor.restoreDocument({ params: at(document) });
    await camille.actor.deleteDocument({ params: at(document) });
    await camille.actor.destroyDocument({ params: at(document) });
    await system.runSchedule('documents-sweeper');
    expect((await camille.actor.listDeletedDocuments({ params: space() })).items).toEqual([]);
    const { items } = await camille.actor.listActions({ params: space(), query: { limit: 4 } });
    expect(items.map(({ kind }) => kind)).toEqual(['document.destroyed', 'document.deleted', 'document.restored', 'document.deleted']);
    expect(system.denied).toEqual([]);
  });
});
