import { randomUUID } from 'node:crypto';
import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageWriter } from '../../functions/alerts/store/page-writer.ts';
import { partStore } from '../../functions/alerts/store/parts.ts';
import { publicationStore } from '../../functions/alerts/store/publications.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aPage } from '../doubles/page-steps.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

/** The engine as it is while others record to the same part: each of the next writes meets a transaction of theirs, single ones too. */
const crowded = (conflicts: number): DynamoDBDocumentClient => {
  const answer = { message: 'conflict', $metadata: {} };
  const send = async (command: UpdateCommand | TransactWriteCommand) => {
    const writes = command instanceof UpdateCommand || command instanceof TransactWriteCommand;
    if (!writes || conflicts-- <= 0) return dynamo.client.send(command as TransactWriteCommand);
    if (command instanceof UpdateCommand) throw new TransactionConflictException(answer);
    throw new TransactionCanceledException({ ...answer, CancellationReasons: [{ Code: 'TransactionConflict' }] });
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

it('a part that twenty workers record to still moves on, page by page', async () => {
  const announcement = anAnnouncement({ revision: 77 });
  const id = publicationId(announcement);
  const table = dynamo.tables.publications;
  const at = new Date('2026-03-02T08:00:00.000Z');
  await publicationStore(dynamo.client, table).create(announcement, [{ part: '00', shards: ['00'] }], at);
  const find = async () => {
    const progress = await partStore(dynamo.client, table).find(id, '00');
    if (!progress) throw new Error('no such part');
    return progress;
  };
  const chunks = [[{ accountId: AccountId.parse(randomUUID()), spaceId: SpaceId.parse(randomUUID()) }]];
  const write = pageWriter(crowded(7), { publications: table, digests: dynamo.tables.digests });
  expect(await write(id, await find(), aPage(chunks), at)).toBe(true);
  await partStore(crowded(7), table).markEnqueued(id, '00', 1);
  expect(await find()).toMatchObject({ chunks: 1, enqueued: 1, reminders: 0 });
  await partStore(crowded(7), table).markReminded(id, await find(), at);
  expect(await find()).toMatchObject({ reminders: 1 });
});
