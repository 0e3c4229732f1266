import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { MailingId } from '../../../schemas/digest.ts';
import { Channel } from '../../../schemas/subscription.ts';
import { transact, update } from '../../shared/store/commit.ts';
import { freshStanding, isKnown, type Standing } from '../rules/chunk-standing.ts';
import { type ChunkPerson, type ChunkRef, type Outcomes, outcomeKinds } from '../rules/chunks.ts';
import type { PartProgress } from '../rules/parts.ts';
import { changeToNote, remember, StoredState, standingOf, writesToCount } from './chunk-state.ts';
import { PackedPeople, unpackPeople } from './packed-people.ts';
import { chunkKey, stateKey, statesPrefix } from './publication-items.ts';

/** A chunk that this worker alone may send until its lease ends. */
export interface Reservation extends ChunkRef {
  /** By which all of its people are told. */
  channel: Channel;
  attempt: number;
  /** Another worker had it, and did not come back. */
  recovered: boolean;
  /** Those of whom nothing was recorded when it was taken. */
  pending: (ChunkPerson & { position: number })[];
  /** Moves with what is recorded, whichever copy of the reservation it is recorded by. */
  standing: Standing;
}

/** What became of each chunk. */
export interface ChunkStore {
  /** Takes the chunk until `until`; `sent` when nothing is left of it, `busy` while another worker's lease runs. */
  reserve(chunk: ChunkRef, now: Date, until: Date): Promise<Reservation | 'sent' | 'busy'>;
  /** Writes what became of people while the chunk stays in this worker's hands. The part counts them once it is settled. */
  note(reservation: Reservation, outcomes: Outcomes): Promise<void>;
  /** Writes what became of people, moves the counts of the part by all that was noted, and gives the chunk back; all of it or nothing. */
  settle(reservation: Reservation, outcomes: Outcomes, at: Date): Promise<void>;
  /** Chunks of a part that are neither sent nor in somebody's hands. */
  unsent(id: MailingId, progress: Pick<PartProgress, 'part' | 'chunks'>, now: Date): Promise<ChunkRef[]>;
}

const StoredChunk = z.extend(PackedPeople, { channel: z._default(Channel, 'mail') });
const Closed = z.object({ sk: z.string() });

/** A mail that has gone must be written down: worth many more attempts than a change that its caller can make again. */
const RECORD_ATTEMPTS = 20;

export const chunkStore = (client: DynamoDBDocumentClient, table: string): ChunkStore => {
  /** What was known of it before; undefined for the first worker. */
  const take = async (ref: ChunkRef, now: Date, until: Date): Promise<StoredState | undefined> => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: stateKey(ref),
        UpdateExpression: 'SET #state = :sending, leaseUntil = :until ADD attempt :one',
        ConditionExpression: 'attribute_not_exists(#state) OR (#state <> :sent AND leaseUntil < :now)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':sending': 'sending', ':sent': 'sent', ':until': until.getTime(), ':now': now.getTime(), ':one': 1 },
        ReturnValues: 'ALL_OLD',
      }),
    );
    return Attributes?.['state'] === undefined ? undefined : StoredState.parse(Attributes);
  };
  return {
    async reserve(ref, now, until) {
      try {
        const before = await take(ref, now, until);
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: chunkKey(ref), ConsistentRead: true }));
        if (!Item) throw new Error('a chunk that is not there');
        const { channel, ...packed } = StoredChunk.parse(Item);
        const people = unpackPeople(packed);
        const standing = before ? standingOf(before, people.length) : freshStanding(people.length);
        return {
          ...ref,
          channel,
          attempt: (before?.attempt ?? 0) + 1,
          recovered: before?.state === 'sending',
          pending: people.map((person, position) => ({ ...person, position })).filter(({ position }) => !isKnown(standing, position)),
          standing,
        };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: stateKey(ref), ConsistentRead: true }));
        return StoredState.parse(Item).state === 'sent' ? 'sent' : 'busy';
      }
    },
    async note(reservation, outcomes) {
      if (outcomeKinds.every((kind) => outcomes[kind].length === 0)) return;
      await update(client, changeToNote(table, reservation, outcomes), RECORD_ATTEMPTS);
      remember(reservation, outcomes, false);
    },
    async settle(reservation, outcomes, at) {
      await transact(client, writesToCount(table, reservation, outcomes, { at, givesBack: true }), 2, RECORD_ATTEMPTS);
      remember(reservation, outcomes, true);
    },
    async unsent(publicationId, { part, chunks }, now) {
      const prefix = statesPrefix(part);
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :states)',
          FilterExpression: '#state = :sent OR leaseUntil >= :now',
          ProjectionExpression: 'sk',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':id': publicationId, ':states': prefix, ':sent': 'sent', ':now': now.getTime() },
          ConsistentRead: true,
        },
      );
      const closed = new Set<number>();
      for await (const { Items = [] } of pages) for (const item of Items) closed.add(Number(Closed.parse(item).sk.slice(prefix.length)));
      return Array.from({ length: chunks }, (_, chunk) => ({ publicationId, part, chunk })).filter(({ chunk }) => !closed.has(chunk));
    },
  };
};
