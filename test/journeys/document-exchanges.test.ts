import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { type DocumentId, DocumentId as Id } from '../../schemas/document.ts';
import { namedResource } from '../doubles/named-resource.ts';
import { pdf } from '../doubles/wallet.ts';
import { startTestSystem } from './start.ts';

type Person = Awaited<ReturnType<typeof openAccount>>;

/** What others ask of documents, and what documents tell people, through every queue and function of the whole system, each message handed over twice. */
describe('documents that others bring, and that expire', () => {
  let system: System & { dataDir: string };
  let camille: Person;
  let table: (name: string) => string;
  let dynamo: DynamoDBDocumentClient;
  let s3: S3Client;
  let bucket: string;

  beforeAll(async () => {
    system = await startTestSystem({ deliverTwice: true });
    camille = await openAccount(system, 'camille.recoit@parvis.example');
    dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
    s3 = new S3Client({ ...system.operator, forcePathStyle: true });
    table = (name) => namedResource(system, 'AWS::DynamoDB::Table', new RegExp(`^${name}`));
    bucket = namedResource(system, 'AWS::S3::Bucket', /^Bucketsdocuments/);
  });
  afterAll(() => system.stop());

  const spaceId = () => camille.account.personalSpaceId;
  const tell = (type: string, detail: object) => {
    const id = randomUUID();
    const envelope = { id, type, at: new Date().toISOString(), correlationId: randomUUID(), detail };
    return dynamo.send(new PutCommand({ TableName: table('outbox'), Item: { pk: id, envelope } }));
  };
  const lettersAbout = (words: RegExp) =>
    system.mailbox.messages({ to: camille.account.email }).filter(({ subject }: { subject: string }) => words.test(subject));
  const read = (documentId: DocumentId) => camille.actor.readDocument({ params: { spaceId: spaceId(), documentId } });

  it('a town deposits a decision: it is checked, it is there with its origin, and the person is written to', async () => {
    const documentId = Id.parse(randomUUID());
    const fileId = randomUUID();
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `deposits/${fileId}`, Body: pdf(3000) }));
    await tell('document.deposit-asked', {
      spaceId: spaceId(),
      documentId,
      organisation: 'Ville de Lyon',
      description: { name: 'Décision d’urbanisme', kind: 'administration-reply', expiresOn: null, reminders: true },
      files: [{ id: fileId, name: 'decision.pdf', size: 3000 }],
    });
    const deposited = await waitFor('the deposit', async () => {
      const document = await read(documentId).catch(() => undefined);
      return document?.files.length === 1 && document;
    });
    expect(deposited.origin).toMatchObject({ organisation: 'Ville de Lyon' });
    await waitFor('the letter', async () => lettersAbout(/Ville de Lyon vous a transmis/).length === 1);
    const { items } = await camille.actor.listActions({ params: { spaceId: spaceId() }, query: { limit: 1 } });
    expect(items[0]).toMatchObject({ kind: 'document.deposited', by: { type: 'service', name: 'Ville de Lyon' } });
    await tell('document.copy-asked', { spaceId: spaceId(), documentId, fileId, copyId: randomUUID() });
    expect(system.denied).toEqual([]);
  });

  it('a verdict that comes late, and another one than before, changes nothing of what was checked', async () => {
    const { items } = await camille.actor.listDocuments({ params: { spaceId: spaceId() } });
    const [deposited] = items;
    const [file] = deposited?.files ?? [];
    if (!deposited || !file) throw new Error('no deposit');
    const verdictOf = (fileId: string, status: string) => ({
      detail: {
        s3ObjectDetails: { objectKey: `incoming/${fileId}`, eTag: 'of something else' },
        scanResultDetails: { scanResultStatus: status },
      },
    });
    for (const status of ['THREATS_FOUND', 'FAILED', 'NO_THREATS_FOUND'])
      await system.queues.send('documents-checker', verdictOf(file.id, status));
    await system.queues.send('documents-checker', verdictOf(randomUUID(), 'NO_THREATS_FOUND'));
    await waitFor('empty queues', () => system.queues.areEmpty());
    expect((await system.queues.depth('documents-checker')).dead).toBe(0);
    expect(await read(deposited.id)).toEqual(deposited);
    const { address } = await camille.actor.giveFileLink({
      params: { spaceId: spaceId(), documentId: deposited.id, fileId: file.id },
      body: { what: 'file' },
    });
    expect((await (await fetch(address)).arrayBuffer()).byteLength).toBe(3000);
  });

  it('a document that expires soon is told of by a letter, once', async () => {
    const soon = new Date(Date.now() + 10 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const body = { name: 'Passeport', kind: 'passport', expiresOn: soon, reminders: true } as const;
    const { id } = await camille.actor.addDocument({ params: { spaceId: spaceId() }, body });
    const past = new Date(Date.now() - 60_000).toISOString();
    await dynamo.send(
      new UpdateCommand({
        TableName: table('documents'),
        Key: { pk: spaceId(), sk: `document#${id}` },
        UpdateExpression: 'SET reminder = :reminder, duePk = :shard, dueSk = :past',
        ExpressionAttributeValues: { ':reminder': { days: 15, at: past }, ':shard': `due#${id.slice(-1)}`, ':past': past },
      }),
    );
    await system.runSchedule('documents-sweeper');
    await system.runSchedule('documents-sweeper');
    await waitFor('the letter', async () => lettersAbout(/Passeport » expire le/).length > 0);
    expect(lettersAbout(/Passeport » expire le/)).toHaveLength(1);
    expect(system.denied).toEqual([]);
  });

  it('nothing is left of the documents of a space that closed', async () => {
    await tell('space.closed', { spaceId: spaceId() });
    await waitFor('the end of its documents', async () => {
      const { items } = await camille.actor.listDocuments({ params: { spaceId: spaceId() } });
      return items.length === 0;
    });
    expect(await camille.actor.readStorage({ params: { spaceId: spaceId() } })).toMatchObject({ used: 0, documents: 0 });
    expect(system.denied).toEqual([]);
  });
});
