import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadFile } from '../../../functions/documents/download-file.ts';
import { giveFileLink } from '../../../functions/documents/give-file-link.ts';
import { removeFile } from '../../../functions/documents/remove-file.ts';
import { linkStore } from '../../../functions/documents/store/links.ts';
import { membershipReader } from '../../../functions/shared/store/memberships.ts';
import type { SpaceId } from '../../../schemas/account.ts';
import type { DocumentId, FileId } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { anybodyContext, contextOf } from '../../doubles/context.ts';
import { pdf } from '../../doubles/wallet.ts';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

describe('a link to a file', () => {
  let world: WalletWorld;
  let tokens = 0;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const links = () => linkStore(world.client, world.tables, world.commit);
  const newToken = () => String(tokens++).padStart(43, 'x');
  const give = async (params: { spaceId: SpaceId; documentId: DocumentId; fileId: FileId }, what: 'file' | 'preview' = 'file') => {
    const giving = giveFileLink({
      documents: world.documents,
      links: links(),
      clock: world.clock,
      newToken,
      apiAddress: 'https://parvis.example/api',
    });
    const { address } = await giving({ params, body: { what } }, contextOf(world.caller.accountId));
    return address.split('/').at(-1) ?? '';
  };
  const open = (link: string) =>
    downloadFile({
      links: links(),
      documents: world.documents,
      files: world.files,
      archives: { address: async (id) => new URL(`https://storage.example/wallets/${id}`) },
      membership: membershipReader(world.client, world.tables.memberships),
      clock: world.clock,
    })({ params: { link } }, anybodyContext());
  const checked = async () => {
    world.at('2026-03-01T08:00:00.000Z');
    const place = await world.document(await world.space());
    const fileId = await world.upload(place, 800);
    await world.scanned(fileId, world.files.put(`incoming/${fileId}`, pdf(800)));
    return { ...place, fileId };
  };

  it('opens for a minute, to the second, as a file to be saved by the name that its owner gave it', async () => {
    const link = await give(await checked());
    world.at('2026-03-01T08:00:59.999Z');
    expect(await open(link)).toEqual({
      bytes: pdf(800),
      type: 'application/pdf',
      disposition: `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`,
    });
    world.at('2026-03-01T08:01:00.000Z');
    await expect(open(link)).rejects.toMatchObject({ kind: 'download-link-gone' });
  });

  it('is kept as a hash: whoever reads the table opens nothing', async () => {
    const link = await give(await checked());
    const { Items = [] } = await world.client.send(new ScanCommand({ TableName: world.tables.documents }));
    expect(JSON.stringify(Items)).not.toContain(link);
  });

  it('opens no more once whoever asked for it was put out of the space, within the same minute', async () => {
    const place = await checked();
    const link = await give(place);
    const Key = { pk: place.spaceId, sk: world.caller.accountId };
    await world.client.send(new DeleteCommand({ TableName: world.tables.memberships, Key }));
    await expect(open(link)).rejects.toMatchObject({ kind: 'download-link-gone' });
  });

  it('opens no more once the file left its document', async () => {
    const place = await checked();
    const link = await give(place);
    await removeFile({ documents: world.documents, clock: world.clock })({ params: place }, contextOf(world.caller.accountId));
    await expect(open(link)).rejects.toMatchObject({ kind: 'download-link-gone' });
  });

  it('is not given to what was not checked, to a picture that was not made, or across spaces', async () => {
    const place = await checked();
    const onItsWay = await world.upload(place, 500);
    const other = await world.space();
    await expect(give({ ...place, fileId: onItsWay })).rejects.toMatchObject({ kind: 'file-not-found' });
    await expect(give(place, 'preview')).rejects.toMatchObject({ kind: 'file-not-found' });
    await expect(give({ ...place, spaceId: other })).rejects.toMatchObject({ kind: 'document-not-found' });
  });

  it('to an archive leads on to where it is', async () => {
    const { spaceId } = await checked();
    const archiveId = WalletArchiveId.parse('0a6f4a0e-5f0c-4f0a-9a3a-0d8d3c1f2b4e');
    const { accountId } = world.caller;
    await links().keep('a'.repeat(43), { what: 'archive', spaceId, accountId, archiveId, until: '2026-03-01T08:01:00.000Z' }, {});
    expect(await open('a'.repeat(43))).toEqual({ to: new URL(`https://storage.example/wallets/${archiveId}`) });
  });

  it('that nobody gave opens nothing', async () => {
    await expect(open('z'.repeat(43))).rejects.toMatchObject({ kind: 'download-link-gone' });
  });
});
