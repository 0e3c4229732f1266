import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import type { MailingId } from '../../../schemas/digest.ts';
import { held, transact, type Write } from '../../shared/store/commit.ts';
import type { Recipient } from '../rules/chunks.ts';
import type { PartProgress } from '../rules/parts.ts';
import { chunkKey, packPeople, partKey, StoredPart } from './publication-items.ts';

/** What reading one page of the audience leads to. */
export interface PageStep {
  /** To be written as the next chunks of the part; at most ten. */
  chunks: Recipient[][];
  position: number;
  after: string | null;
  lastPerson: AccountId | null;
}

/** Where each part of a publication stands. */
export interface PartStore {
  list(id: MailingId): Promise<PartProgress[]>;
  find(id: MailingId, part: string): Promise<PartProgress | undefined>;
  /** Writes the chunks and moves the cursor together. False when another worker has moved it since `from` was read: nothing is written then. */
  advance(id: MailingId, from: PartProgress, step: PageStep, at: Date): Promise<boolean>;
  /** Notes that the messages of all chunks before `upTo` were sent. */
  markEnqueued(id: MailingId, part: string, upTo: number): Promise<void>;
  /** Notes that the reconciler called, unless something has moved meanwhile. */
  markReminded(id: MailingId, seen: PartProgress, at: Date): Promise<void>;
}

/** Twenty workers that record to one part at once make most writes to it wait for their turn; some three seconds of patience. */
const ATTEMPTS = 12;

export const partStore = (client: DynamoDBDocumentClient, table: string): PartStore => {
  const putChunk = (id: MailingId, part: string, chunk: number, people: Recipient[]): Write => ({
    Put: {
      TableName: table,
      Item: {
        ...chunkKey({ publicationId: id, part, chunk }),
        people: packPeople(people),
        state: 'planned',
        leaseUntil: 0,
        attempt: 0,
        heard: 0,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  /** In a transaction, though it is alone: a single write that meets somebody else's transaction is refused and never tried again. */
  const move = async (part: Omit<NonNullable<Write['Update']>, 'TableName'>): Promise<void> => {
    await held(transact(client, [{ Update: { TableName: table, ...part } }], 1, ATTEMPTS));
  };
  return {
    async list(id) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :part)',
          ExpressionAttributeValues: { ':id': id, ':part': partKey(id, '').sk },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredPart.parse(item));
    },
    async find(id, part) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: partKey(id, part), ConsistentRead: true }));
      return Item && StoredPart.parse(Item);
    },
    async advance(id, from, { chunks, position, after, lastPerson }, at) {
      const set = {
        position,
        after,
        lastPerson,
        pages: from.pages + 1,
        chunks: from.chunks + chunks.length,
        movedAt: at.toISOString(),
        reminders: 0,
      };
      const names = Object.keys(set);
      const people = chunks.reduce((total, chunk) => total + chunk.length, 0);
      const progress: Write = {
        Update: {
          TableName: table,
          Key: partKey(id, from.part),
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} ADD expected :people`,
          ConditionExpression: '#pages = :seen',
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ':seen': from.pages,
            ':people': people,
            ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
          },
        },
      };
      const writes = [progress, ...chunks.map((chunk, ahead) => putChunk(id, from.part, from.chunks + ahead, chunk))];
      return held(transact(client, writes, writes.length, ATTEMPTS));
    },
    markEnqueued: (id, part, upTo) =>
      move({
        Key: partKey(id, part),
        UpdateExpression: 'SET enqueued = :upTo',
        ConditionExpression: 'enqueued < :upTo',
        ExpressionAttributeValues: { ':upTo': upTo },
      }),
    markReminded: (id, { part, movedAt, reminders }, at) =>
      move({
        Key: partKey(id, part),
        UpdateExpression: 'SET movedAt = :at, reminders = :next',
        ConditionExpression: 'movedAt = :seen AND reminders = :reminders',
        ExpressionAttributeValues: { ':at': at.toISOString(), ':seen': movedAt, ':reminders': reminders, ':next': reminders + 1 },
      }),
  };
};
