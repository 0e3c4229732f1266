import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../functions/documents/delete-document.ts';
import { removeFile } from '../../../functions/documents/remove-file.ts';
import { FileId } from '../../../schemas/document.ts';
import { contextOf } from '../../doubles/context.ts';
import { pdf, png } from '../../doubles/wallet.ts';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

describe('a file on its way', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const opened = async (bytes = pdf(1000)) => {
    world.at('2026-03-01T08:00:00.000Z');
    const spaceId = await world.space();
    const place = await world.document(spaceId);
    const id = await world.upload(place, bytes.length);
    const tag = world.files.put(`incoming/${id}`, bytes);
    return {
      ...place,
      id,
      tag,
      bytes,
      document: () => world.documents.find(spaceId, place.documentId),
      used: async () => (await world.documents.storage(spaceId)).used,
      objects: () => [...world.files.objects.keys()].filter((name) => name.endsWith(id)),
    };
  };

  it('is read by nobody before it was checked, and is one file however often and in whatever order its scan is told', async () => {
    const { id, tag, document, used, objects } = await opened();
    expect((await document())?.files).toEqual([]);
    await Promise.all([world.scanned(id, tag), world.scanned(id, tag), world.scanned(id, tag)]);
    await world.scanned(id, tag);
    await world.scanned(id, tag, 'infected');
    expect((await document())?.files).toEqual([expect.objectContaining({ id, type: 'application/pdf', size: 1000 })]);
    expect(await used()).toBe(1000);
    expect(objects()).toEqual([`files/${id}`]);
    expect((await world.events('document.file-checked')).filter((event) => event['fileId'] === id)).toHaveLength(1);
  });

  it('that was killed between its check and its record is checked again, and read only then', async () => {
    const { id, tag, document, objects } = await opened();
    world.files.failNext('keep');
    await expect(world.scanned(id, tag)).rejects.toThrow(/storage is down/);
    expect((await document())?.files).toEqual([]);
    await world.files.keep(id, pdf(1000), 'application/pdf');
    expect((await document())?.files).toEqual([]);
    await world.scanned(id, tag);
    expect((await document())?.files).toHaveLength(1);
    expect(objects()).toEqual([`files/${id}`]);
  });

  it('leaves nothing behind when what was done after its record is done again', async () => {
    const { id, tag, document, objects } = await opened();
    world.files.failNext('dropArrival');
    await expect(world.scanned(id, tag)).rejects.toThrow(/storage is down/);
    expect((await document())?.files).toHaveLength(1);
    await world.scanned(id, tag);
    expect(objects()).toEqual([`files/${id}`]);
  });

  it('that is put there anew under the same form after its check changes nothing of what is read', async () => {
    const { id, tag, bytes, objects } = await opened();
    await world.scanned(id, tag);
    const later = world.files.put(`incoming/${id}`, png());
    await world.scanned(id, later);
    expect(Buffer.from(world.files.objects.get(`files/${id}`) ?? []).equals(bytes)).toBe(true);
    expect(objects()).toEqual([`files/${id}`]);
  });

  it('that is replaced between its scan and its check waits for the scan of what is there now', async () => {
    const { id, tag, document } = await opened();
    const other = world.files.put(`incoming/${id}`, Buffer.from(pdf(1000).toString('latin1').replace('Catalog', 'catalog'), 'latin1'));
    await world.scanned(id, tag);
    expect((await document())?.onTheirWay).toHaveLength(1);
    await world.scanned(id, other);
    expect((await document())?.files).toHaveLength(1);
  });

  it('is removed when malware is in it, with the reason, and its room is free', async () => {
    const { id, tag, document, used, objects, spaceId } = await opened();
    await world.scanned(id, tag, 'infected');
    expect(await document()).toMatchObject({ files: [], onTheirWay: [], refused: [{ id, reason: expect.stringMatching(/malveillant/) }] });
    expect(await used()).toBe(0);
    expect(objects()).toEqual([]);
    expect(await world.feed(spaceId)).toEqual(['document.refused']);
    await world.scanned(id, world.files.put(`incoming/${id}`, pdf(1000)));
    expect((await document())?.files).toEqual([]);
    expect(objects()).toEqual([]);
  });

  it('gives its room back after fifteen minutes when it never came, and is told so; what comes later is removed', async () => {
    const { id, document, used, objects } = await opened();
    await world.files.dropArrival(id);
    world.at('2026-03-01T08:14:59.000Z');
    await world.sweep();
    expect(await used()).toBe(1000);
    world.at('2026-03-01T08:15:00.000Z');
    await world.sweep();
    await world.sweep();
    expect(await used()).toBe(0);
    expect((await document())?.refused).toEqual([expect.objectContaining({ id, reason: expect.stringMatching(/quinze minutes/) })]);
    await world.scanned(id, world.files.put(`incoming/${id}`, pdf(1000)));
    expect(objects()).toEqual([]);
    expect(await used()).toBe(0);
  });

  it('whose scan was lost is scanned again, three times, and then given up with a word and an alarm', async () => {
    const { id, tag, document, used, objects } = await opened();
    await world.scanned(id, tag, 'failed');
    for (const minute of ['15', '20', '25']) {
      world.at(`2026-03-01T08:${minute}:00.000Z`);
      await world.sweep();
      expect((await document())?.onTheirWay).toHaveLength(1);
    }
    world.at('2026-03-01T08:30:00.000Z');
    await world.sweep();
    expect(await document()).toMatchObject({ onTheirWay: [], refused: [{ reason: expect.stringMatching(/par notre faute/) }] });
    expect(await used()).toBe(0);
    expect(objects()).toEqual([]);
    expect(world.logged).toContain('document.check-abandoned');
  });

  it('whose storage answers so slowly that its room was given back meanwhile does not come in any more', async () => {
    const { id, tag, document, used, objects } = await opened();
    const answer = world.files.holdNext('arrival');
    const checking = world.scanned(id, tag);
    await answer.asked;
    for (const minute of ['15', '20', '25', '30']) {
      world.at(`2026-03-01T08:${minute}:00.000Z`);
      await world.sweep();
    }
    expect(await used()).toBe(0);
    answer.come();
    await checking;
    expect(await document()).toMatchObject({ files: [], onTheirWay: [], refused: [{ id }] });
    expect(await used()).toBe(0);
    expect(objects()).toEqual([]);
  });

  it('is nobody’s any more once its document or it itself was taken away, even while it is being checked', async () => {
    const one = await opened();
    const { documents, clock } = world;
    await deleteDocument({ documents, clock })({ params: one }, contextOf(world.caller.accountId));
    await world.scanned(one.id, one.tag);
    expect(one.objects()).toEqual([]);
    expect(await one.used()).toBe(0);
    const other = await opened();
    await removeFile({ documents, clock })({ params: { ...other, fileId: other.id } }, contextOf(world.caller.accountId));
    await world.scanned(other.id, other.tag);
    expect(other.objects()).toEqual([]);
    expect((await other.document())?.refused).toEqual([]);
  });

  it('holds nothing else up when storage fails for it, and is ended by the next run', async () => {
    const [one, other] = [await opened(), await opened()];
    await world.files.dropArrival(one.id);
    await world.files.dropArrival(other.id);
    world.at('2026-03-01T08:15:00.000Z');
    world.files.failNext('hasArrived');
    await world.sweep();
    expect((await one.used()) + (await other.used())).toBe(1000);
    expect(world.logged).toContain('document.due-failed');
    await world.sweep();
    expect([await one.used(), await other.used()]).toEqual([0, 0]);
  });

  it('of nobody we know is left alone but for its bytes', async () => {
    const unknown = FileId.parse(randomUUID());
    await world.scanned(unknown, world.files.put(`incoming/${unknown}`, pdf()));
    expect([...world.files.objects.keys()].filter((name) => name.endsWith(unknown))).toEqual([]);
  });
});
