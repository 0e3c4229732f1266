import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { checkFile } from '../../functions/documents/check-file.ts';
import { contentType } from '../../functions/documents/content-type.ts';
import { endUpload } from '../../functions/documents/end-upload.ts';
import { forgetting } from '../../functions/documents/forget-deleted.ts';
import { openUpload } from '../../functions/documents/open-upload.ts';
import { remind } from '../../functions/documents/remind.ts';
import { newDocument } from '../../functions/documents/rules/document-state.ts';
import { timeOrderedId } from '../../functions/documents/rules/time-ordered-id.ts';
import type { ScanResult } from '../../functions/documents/rules/verdict.ts';
import { documentStore } from '../../functions/documents/store/document-table.ts';
import { type Due, dueStore } from '../../functions/documents/store/due-items.ts';
import { sweep } from '../../functions/documents/sweep.ts';
import { committer } from '../../functions/shared/store/commit.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type DocumentDescription, DocumentId, FileId } from '../../schemas/document.ts';
import { contextOf } from './context.ts';
import { type DynamoForTests, startDynamo } from './dynamo-engine.ts';
import { fileBucketInMemory } from './file-bucket-in-memory.ts';

export const aDescription = (change: Partial<DocumentDescription> = {}): DocumentDescription => ({
  name: 'Carte d’identité',
  kind: 'identity-card',
  expiresOn: null,
  reminders: true,
  ...change,
});

/** The wallet on a real engine, with storage in memory and a clock that a test sets. */
export const walletWorld = async (dynamo?: DynamoForTests) => {
  const engine = dynamo ?? (await startDynamo());
  let now = new Date('2026-03-01T08:00:00.000Z');
  const clock = () => now;
  const commit = committer(engine.client, { outbox: engine.tables.outbox, audit: engine.tables.audit }, clock);
  const documents = documentStore(engine.client, engine.tables, commit);
  const dueItems = dueStore(engine.client, engine.tables.documents, commit);
  const files = fileBucketInMemory();
  const logged: string[] = [];
  const log = (code: string) => void logged.push(code);
  const check = checkFile({ documents, files, typeOf: contentType, clock, log });
  const end = endUpload({ documents, dueItems, files, clock, log });
  const forget = forgetting({ documents, dueItems, files, clock });
  const tell = remind({ documents, clock });
  const work = (due: Due): Promise<void> => {
    if (due.what === 'upload') return end(due.fileId);
    if (due.what === 'reminder') return tell(due.spaceId, due.documentId);
    return due.what === 'former' ? forget.former(due.spaceId, due.documentId, due.fileId) : forget.deleted(due.spaceId, due.documentId);
  };
  const run = sweep({ dueItems, work, clock, log });

  const caller = { accountId: AccountId.parse(randomUUID()), role: 'citizen' as const };
  return {
    ...engine,
    clock,
    commit,
    documents,
    dueItems,
    files,
    logged,
    check,
    caller,
    at: (moment: string) => {
      now = new Date(moment);
    },
    /** One run of the sweeper. */
    sweep: () => run(undefined, { getRemainingTimeInMillis: () => 60_000 }),
    async upload(place: { spaceId: SpaceId; documentId: DocumentId }, size: number, replaces: FileId | null = null): Promise<FileId> {
      const open = openUpload({ documents, files, clock, newId: randomUUID });
      const opened = await open({ params: place, body: { name: 'a.pdf', size, replaces } }, contextOf(caller.accountId));
      return FileId.parse(opened.file.id);
    },
    /** What the scanner tells of a file that came in. */
    scanned: (fileId: FileId, eTag: string, scan: ScanResult = 'clean') => check({ fileId, eTag, scan }),
    /** A space that the caller belongs to. */
    async space(): Promise<SpaceId> {
      const spaceId = SpaceId.parse(randomUUID());
      await engine.client.send(new PutCommand({ TableName: engine.tables.memberships, Item: { pk: spaceId, sk: caller.accountId } }));
      return spaceId;
    },
    async document(spaceId: SpaceId, change: Partial<DocumentDescription> = {}) {
      const id = DocumentId.parse(timeOrderedId(now, randomUUID()));
      const document = newDocument({ id, spaceId, description: aDescription(change), addedBy: null, origin: null, now });
      const noRoom = await documents.add(document);
      if (noRoom) throw new Error(`no room: ${noRoom.noRoom}`);
      return { spaceId, documentId: id };
    },
    async events(type: string): Promise<Record<string, unknown>[]> {
      const { Items = [] } = await engine.client.send(new ScanCommand({ TableName: engine.tables.outbox }));
      return Items.map(({ envelope }) => envelope)
        .filter((envelope) => envelope.type === type)
        .map(({ detail }) => detail);
    },
    /** Kinds of what the members read in their feed; what was done in one instant is in no order. */
    async feed(spaceId: SpaceId): Promise<string[]> {
      const { Items = [] } = await engine.client.send(
        new QueryCommand({
          TableName: engine.tables.actions,
          KeyConditionExpression: 'pk = :space',
          ExpressionAttributeValues: { ':space': spaceId },
        }),
      );
      return Items.map(({ kind }) => String(kind));
    },
  };
};

export type WalletWorld = Awaited<ReturnType<typeof walletWorld>>;
