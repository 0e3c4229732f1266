import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { MailingId } from '../../../schemas/digest.ts';
import { Channel } from '../../../schemas/subscription.ts';
import { transact } from '../../shared/store/commit.ts';
import type { ChunkPerson, ChunkRef, Outcomes } from '../rules/chunks.ts';
import { PackedPeople, unpackPeople } from './packed-people.ts';
import { chunkKey, chunksPrefix, partKey } from './publication-items.ts';

/** A chunk that this worker alone may send until its lease ends. */
export interface Reservation extends ChunkRef {
  /** By which all of its people are told. */
  channel: Channel;
  attempt: number;
  /** Another worker had it, and did not come back. */
  recovered: boolean;
  /** Those of whom nothing is recorded yet. */
  pending: (ChunkPerson & { position: number })[];
}

/** What became of each chunk. */
export interface ChunkStore {
  /** Takes the chunk until `until`; `sent` when nothing is left of it, `busy` while another worker's lease runs. */
  reserve(chunk: ChunkRef, now: Date, until: Date): Promise<Reservation | 'sent' | 'busy'>;
  /** Writes what became of people, moves the counts of the part with it, and gives the chunk back; all of it or nothing. */
  settle(reservation: Reservation, outcomes: Outcomes, at: Date): Promise<void>;
  /** Chunks of a part that are neither sent nor in somebody's hands, page by page. */
  unsent(id: MailingId, part: string, now: Date): AsyncIterable<ChunkRef[]>;
}

const positions = z._default(z.set(z.int()), () => new Set<number>());

const StoredChunk = z.extend(PackedPeople, {
  channel: z._default(Channel, 'mail'),
  state: z.enum(['planned', 'sending', 'sent']),
  attempt: z.int(),
  leaseUntil: z.int(),
  accepted: positions,
  failed: positions,
  left: positions,
});

/** A mail that has gone must be written down: worth many more attempts than a change that its caller can make again. */
const SETTLE_ATTEMPTS = 20;

const kinds = ['accepted', 'failed', 'left'] as const;

export const chunkStore = (client: DynamoDBDocumentClient, table: string): ChunkStore => {
  const reserved = (ref: ChunkRef, before: z.output<typeof StoredChunk>): Reservation => {
    const known = new Set([...before.accepted, ...before.failed, ...before.left]);
    return {
      ...ref,
      channel: before.channel,
      attempt: before.attempt + 1,
      recovered: before.state === 'sending',
      pending: unpackPeople(before)
        .map((person, position) => ({ ...person, position }))
        .filter(({ position }) => !known.has(position)),
    };
  };
  return {
    async reserve(ref, now, until) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: chunkKey(ref),
            UpdateExpression: 'SET #state = :sending, leaseUntil = :until, attempt = attempt + :one',
            ConditionExpression: '#state <> :sent AND leaseUntil < :now',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':sending': 'sending',
              ':sent': 'sent',
              ':until': until.getTime(),
              ':now': now.getTime(),
              ':one': 1,
            },
            ReturnValues: 'ALL_OLD',
          }),
        );
        return reserved(ref, StoredChunk.parse(Attributes));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: chunkKey(ref), ConsistentRead: true }));
        return StoredChunk.parse(Item).state === 'sent' ? 'sent' : 'busy';
      }
    },
    async settle({ attempt, pending, ...ref }, outcomes, at) {
      const told = kinds.filter((kind) => outcomes[kind].length > 0);
      const finished = kinds.reduce((total, kind) => total + outcomes[kind].length, 0) >= pending.length;
      const names = Object.fromEntries(told.map((kind) => [`#${kind}`, kind]));
      const adds = (extra: string[] = []) => {
        const all = [...told.map((kind) => `#${kind} :${kind}`), ...extra];
        return all.length > 0 ? ` ADD ${all.join(', ')}` : '';
      };
      const values = <Value>(value: (positions: number[]) => Value) =>
        Object.fromEntries(told.map((kind) => [`:${kind}`, value(outcomes[kind])]));
      const ofChunk = {
        TableName: table,
        Key: chunkKey(ref),
        UpdateExpression: `SET #state = :state, leaseUntil = :free${adds()}`,
        ConditionExpression: '#state = :sending AND attempt = :attempt',
        ExpressionAttributeNames: { '#state': 'state', ...names },
        ExpressionAttributeValues: {
          ':state': finished ? 'sent' : 'planned',
          ':free': 0,
          ':sending': 'sending',
          ':attempt': attempt,
          ...values((list) => new Set(list)),
        },
      };
      const ofPart = {
        TableName: table,
        Key: partKey(ref.publicationId, ref.part),
        UpdateExpression: `SET movedAt = :at, reminders = :none${adds(finished ? ['sent :one'] : [])}`,
        ...(told.length > 0 && { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: {
          ':at': at.toISOString(),
          ':none': 0,
          ...(finished && { ':one': 1 }),
          ...values((list) => list.length),
        },
      };
      await transact(client, [{ Update: ofChunk }, { Update: ofPart }], 2, SETTLE_ATTEMPTS);
    },
    async *unsent(publicationId, part, now) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :chunks)',
          FilterExpression: '#state <> :sent AND leaseUntil < :now',
          ProjectionExpression: 'sk',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':id': publicationId, ':chunks': chunksPrefix(part), ':sent': 'sent', ':now': now.getTime() },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        yield Items.map(({ sk }) => ({ publicationId, part, chunk: Number(String(sk).slice(chunksPrefix(part).length)) }));
      }
    },
  };
};
