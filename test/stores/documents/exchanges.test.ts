import { createHash, randomUUID } from 'node:crypto';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentHoldings } from '../../../functions/documents/holdings.ts';
import { onDocumentCopyAsked } from '../../../functions/documents/on-document-copy-asked.ts';
import { type Deposit, onDocumentDepositAsked } from '../../../functions/documents/on-document-deposit-asked.ts';
import { timeOrderedId } from '../../../functions/documents/rules/time-ordered-id.ts';
import { archiveStore } from '../../../functions/documents/store/archives.ts';
import { membersOf } from '../../../functions/documents/store/members.ts';
import { spaceEraser } from '../../../functions/documents/store/space-eraser.ts';
import { storageWrite } from '../../../functions/documents/store/storage-count.ts';
import { wholeSpace } from '../../../functions/documents/store/whole-space.ts';
import type { AccountReader } from '../../../functions/shared/store/accounts.ts';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import { DocumentId, FileId, MAX_SPACE_BYTES } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { pdf } from '../../doubles/wallet.ts';
import { aDescription, type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

describe('what others ask of documents', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());

  const active = { status: 'active', personalSpaceId: SpaceId.parse(randomUUID()) } as const;
  const deposit = (asked: Deposit, standingOf: AccountReader['standingOf'] = async () => active) =>
    onDocumentDepositAsked({ ...world, membersOf: membersOf(world.client, world.tables.memberships), accounts: { standingOf } })(asked);
  const asked = (spaceId: SpaceId, sizes: number[]): Deposit => {
    const files = sizes.map((size) => ({ id: FileId.parse(randomUUID()), name: 'décision.pdf', size }));
    for (const { id, size } of files) world.files.put(`deposits/${id}`, pdf(size));
    const documentId = DocumentId.parse(timeOrderedId(world.clock(), randomUUID()));
    return { spaceId, documentId, organisation: 'Mairie de Lyon', description: aDescription({ kind: 'administration-reply' }), files };
  };
  const scan = async ({ files }: Deposit, result: 'clean' | 'infected' = 'clean') => {
    for (const { id } of files) {
      const bytes = world.files.objects.get(`incoming/${id}`);
      if (bytes) await world.scanned(id, world.files.put(`incoming/${id}`, bytes), result);
    }
  };
  const eventsOf = async (type: string, { documentId }: Deposit) =>
    (await world.events(type)).filter((event) => event['documentId'] === documentId);

  it('a deposit is there once, however often it is asked for, says where it comes from, and is told when all of it can be read', async () => {
    const spaceId = await world.space();
    const one = asked(spaceId, [1000, 2000]);
    await deposit(one);
    await deposit(one);
    expect(await world.documents.storage(spaceId)).toEqual({ used: 3000, deleted: 0, documents: 1 });
    expect(await eventsOf('document.deposited', one)).toEqual([]);
    await scan(one);
    await deposit(one);
    const document = await world.documents.find(spaceId, one.documentId);
    expect(document).toMatchObject({
      origin: { organisation: 'Mairie de Lyon', depositedAt: '2026-03-01T08:00:00.000Z' },
      addedBy: null,
      files: [{ size: 1000 }, { size: 2000 }],
      onTheirWay: [],
    });
    expect(await eventsOf('document.deposited', one)).toHaveLength(1);
    expect(await world.feed(spaceId)).toEqual(['document.deposited']);
    expect([...world.files.objects.keys()].filter((name) => /^(deposits|incoming)/.test(name))).toEqual([]);
  });

  it('a deposit into a full space is refused with a clear answer, and nothing of it is kept', async () => {
    const spaceId = await world.space();
    await world.commit({ writes: [storageWrite(world.tables.documents, spaceId, { used: MAX_SPACE_BYTES - 2999 })] });
    const one = asked(spaceId, [1000, 2000]);
    await deposit(one);
    expect(await eventsOf('document.deposit-refused', one)).toEqual([{ spaceId, documentId: one.documentId, reason: 'space-full' }]);
    expect(await world.documents.find(spaceId, one.documentId)).toBeUndefined();
    expect((await world.documents.storage(spaceId)).used).toBe(MAX_SPACE_BYTES - 2999);
    expect(objectsOf(one)).toEqual([]);
  });

  const objectsOf = ({ files }: Deposit) => [...world.files.objects.keys()].filter((name) => files.some(({ id }) => name.endsWith(id)));
  const expectGone = async (one: Deposit) => {
    expect(await eventsOf('document.deposit-refused', one)).toMatchObject([{ documentId: one.documentId, reason: 'space-gone' }]);
    expect(await world.documents.storage(one.spaceId)).toEqual({ used: 0, deleted: 0, documents: 0 });
    expect(objectsOf(one)).toEqual([]);
  };

  it('a deposit that comes when nobody is left in the space is refused, and nothing of it is kept', async () => {
    const one = asked(SpaceId.parse(randomUUID()), [1000]);
    await deposit(one);
    await expectGone(one);
  });

  it.each([
    ['closed', { ...active, status: 'closed' }],
    ['gone', undefined],
  ] as const)(
    'so is one into the space of somebody whose account is %s, whichever capability has erased its part by then',
    async (_, standing) => {
      const one = asked(await world.space(), [1000]);
      await deposit(one, async () => standing);
      await expectGone(one);
    },
  );

  it('a deposit whose space is emptied between the look at its members and the write keeps nothing, and is refused when it is asked for again', async () => {
    const spaceId = await world.space();
    const one = asked(spaceId, [1000]);
    const lastOneLeaves = async (accountId: AccountId) => {
      await world.client.send(new DeleteCommand({ TableName: world.tables.memberships, Key: { pk: spaceId, sk: accountId } }));
      return active;
    };
    await expect(deposit(one, lastOneLeaves)).rejects.toThrow();
    expect(await world.documents.find(spaceId, one.documentId)).toBeUndefined();
    await deposit(one);
    await expectGone(one);
  });

  it('a deposit with one bad file is no deposit: the whole of it goes, and whoever asked is told', async () => {
    const spaceId = await world.space();
    const one = asked(spaceId, [1000, 2000]);
    await deposit(one);
    const [good, bad] = one.files;
    if (!good || !bad) throw new Error('two files were asked for');
    await scan({ ...one, files: [good] });
    await scan({ ...one, files: [bad] }, 'infected');
    expect(await eventsOf('document.deposit-refused', one)).toEqual([{ spaceId, documentId: one.documentId, reason: 'file-refused' }]);
    expect(await eventsOf('document.deposited', one)).toEqual([]);
    expect(await world.documents.find(spaceId, one.documentId)).toBeUndefined();
    world.at('2026-03-01T08:01:00.000Z');
    await world.sweep();
    world.at('2026-03-01T08:00:00.000Z');
    expect(await world.documents.storage(spaceId)).toEqual({ used: 0, deleted: 0, documents: 0 });
    expect(objectsOf(one)).toEqual([]);
    await deposit(one);
    expect(await world.documents.find(spaceId, one.documentId)).toBeUndefined();
  });

  const withFile = async () => {
    const spaceId = await world.space();
    const place = await world.document(spaceId, { name: 'RIB' });
    const fileId = await world.upload(place, 1000);
    await world.scanned(fileId, world.files.put(`incoming/${fileId}`, pdf(1000)));
    return { ...place, fileId };
  };

  it('a copy for a procedure is its own, with its hash; of a file that was not checked, or of another space, there is none', async () => {
    const place = await withFile();
    const ask = onDocumentCopyAsked(world);
    const copyId = randomUUID();
    await ask({ ...place, copyId });
    const sha256 = createHash('sha256').update(pdf(1000)).digest('hex');
    expect((await world.events('document.copied')).filter((event) => event['copyId'] === copyId)).toEqual([
      { ...place, copyId, name: 'a.pdf', type: 'application/pdf', size: 1000, sha256 },
    ]);
    expect(world.files.objects.has(`copies/${copyId}`)).toBe(true);
    for (const other of [{ spaceId: await world.space() }, { fileId: await world.upload(place, 500) }]) {
      const refused = randomUUID();
      await ask({ ...place, ...other, copyId: refused });
      expect((await world.events('document.copy-refused')).map((event) => event['copyId'])).toContain(refused);
      expect(world.files.objects.has(`copies/${refused}`)).toBe(false);
    }
  });

  it('a person gets every document of their own space, and after they have gone no trace of it is left', async () => {
    const place = await withFile();
    const onItsWay = await world.upload(place, 700);
    world.files.put(`incoming/${onItsWay}`, pdf(700));
    const replaced = await world.upload(place, 900, place.fileId);
    await world.scanned(replaced, world.files.put(`incoming/${replaced}`, pdf(900)));
    const archives = archiveStore(world.client, world.tables, world.commit);
    const ask = async () => {
      const id = WalletArchiveId.parse(randomUUID());
      const ready = { id, state: 'ready', askedAt: '2026-03-01T08:00:00.000Z', files: 2, bytes: 1600, availableUntil: null } as const;
      await archives.ask(place.spaceId, ready, { before: await archives.find(place.spaceId), told: {} });
      return id;
    };
    const prepared = [await ask(), await ask()];
    const erased: WalletArchiveId[] = [];
    const table = world.tables.documents;
    const holdings = documentHoldings({
      space: wholeSpace(world.client, table),
      eraseSpace: spaceEraser(world.client, table, { files: world.files, archives: { erase: async (id) => void erased.push(id) } }),
    });
    const person = { accountId: world.caller.accountId, personalSpaceId: place.spaceId };
    const given = [];
    for await (const item of holdings.exported(person)) given.push(item);
    expect(given[1]).toEqual({ file: 'RIB - a.pdf', object: { bucket: 'documents', key: `files/${replaced}` }, bytes: 900 });
    const first = given[0];
    const records = [];
    if (first && 'records' in first) for await (const record of first.records) records.push(record);
    expect(records).toEqual([expect.objectContaining({ name: 'RIB', kind: 'Carte nationale d’identité', files: ['a.pdf'] })]);
    await holdings.erase({ ...person, addresses: [] });
    await holdings.erase({ ...person, addresses: [] });
    const { Items = [] } = await world.client.send(new ScanCommand({ TableName: table }));
    expect(JSON.stringify(Items)).not.toContain(place.spaceId);
    expect(erased.toSorted()).toEqual(prepared.toSorted());
    for (const id of [place.fileId, onItsWay, replaced])
      expect([...world.files.objects.keys()].filter((name) => name.endsWith(id))).toEqual([]);
  });
});
