import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { type FileId, MAX_FILE_BYTES, type WalletDocument } from '../../schemas/document.ts';
import { eicar, pdf, png, sendForm } from '../doubles/wallet.ts';
import { letUploadBeLate, moveRoom } from '../doubles/wallet-at-limits.ts';
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

  it('takes the last byte of the room of a space, and says what is left to who wants one more', async () => {
    const document = await add('Le dernier');
    const { limit, left } = await camille.actor.readStorage({ params: space() });
    await moveRoom(system, space().spaceId, left - 1500);
    expect(await camille.actor.readStorage({ params: space() })).toMatchObject({ left: 1500, sentence: expect.stringMatching(/1 ko/) });
    await expect(open(document, 'un de trop.pdf', 1501)).rejects.toMatchObject({
      kind: 'space-full',
      body: { detail: expect.stringMatching(/Il faut 2 ko et il reste 1 ko sur les 235 Mo/) },
    });
    const { file } = await send(document, 'juste.pdf', pdf(1500));
    expect(await camille.actor.readStorage({ params: space() })).toMatchObject({ used: limit, left: 0 });
    await expect(open(document, 'un octet.pdf', 1)).rejects.toMatchObject({ kind: 'space-full' });
    await camille.actor.removeFile({ params: { ...at(document), fileId: file.id } });
    await moveRoom(system, space().spaceId, 1500 - left);
    expect(await camille.actor.readStorage({ params: space() })).toMatchObject({ left });
  });

  it('has four files in a document and not a fifth, those on their way counted', async () => {
    const document = await add('Recto, verso');
    for (const name of ['un', 'deux']) await send(document, `${name}.pdf`, pdf(600));
    const waiting = [await open(document, 'trois.pdf', 600), await open(document, 'quatre.pdf', 600)];
    await expect(open(document, 'cinq.pdf', 600)).rejects.toMatchObject({ kind: 'too-many-files' });
    for (const { file } of waiting) await camille.actor.removeFile({ params: { ...at(document), fileId: file.id } });
    await send(document, 'trois.pdf', pdf(600));
  });

  it('gives the room of a file that did not come within fifteen minutes back, and keeps nothing that comes later', async () => {
    const document = await add('En retard');
    const { used } = await camille.actor.readStorage({ params: space() });
    const { file, upload } = await open(document, 'en retard.pdf', 5000);
    const [opened, closes] = [Date.parse(file.openedAt), Date.parse(upload.expiresAt)];
    expect([(closes - opened) / 60_000, (Date.parse(file.until) - opened) / 60_000]).toEqual([10, 15]);
    expect((await camille.actor.readStorage({ params: space() })).used).toBe(used + 5000);
    await letUploadBeLate(system, file.id);
    await system.runSchedule('documents-sweeper');
    expect((await camille.actor.readStorage({ params: space() })).used).toBe(used);
    expect((await camille.actor.readDocument({ params: at(document) })).refused).toMatchObject([
      { name: 'en retard.pdf', reason: expect.stringMatching(/quinze minutes/) },
    ]);
    expect(await sendForm(upload, pdf(5000))).toBeLessThan(300);
    await waitFor('empty queues', () => system.queues.areEmpty());
    expect(await camille.actor.readDocument({ params: at(document) })).toMatchObject({ files: [], onTheirWay: [] });
    expect((await camille.actor.readStorage({ params: space() })).used).toBe(used);
  });

  it('believes what a file is and not what it is called, and calls it so that no device is misled', async () => {
    const document = await add('Noms 🙂');
    const long = 'é'.repeat(300);
    const { document: first } = await send(document, 'photo.pdf', png(40, 40));
    const { document: second } = await send(document, `${long}.pdf`, pdf(600));
    const { document: third } = await send(document, 'facture\u202Efdp.exe', pdf(700));
    expect(first.files[0]).toMatchObject({ type: 'image/png' });
    const names = await Promise.all(
      third.files.map(async ({ id }) =>
        decodeURIComponent(/UTF-8''(.+)$/.exec((await download(document, id)).headers.get('content-disposition') ?? '')?.[1] ?? ''),
      ),
    );
    expect(names).toEqual(['photo.pdf.png', `${'é'.repeat(100)}.pdf`, 'facturefdp.exe.pdf']);
    expect(second.files).toHaveLength(2);
    const { document: page } = await send(document, 'page.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(20)));
    expect(page.refused).toMatchObject([{ reason: expect.stringMatching(/n’est pas lisible ici, quel que soit son nom/) }]);
    await expect(add('x'.repeat(300))).rejects.toMatchObject({ status: 400 });
    await expect(add('deux\nlignes')).rejects.toMatchObject({ status: 400 });
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
