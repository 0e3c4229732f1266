import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ConditionFailed, transact } from '../../shared/store/commit.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { type FeedbackCounts, type Heard, movement } from '../rules/feedback-counts.ts';
import { feedbackKinds, type ToldKind, toldKinds } from '../rules/mail-event-meanings.ts';
import { PackedPeople, packedPeople } from './packed-people.ts';
import { packPositions, unpackPositions } from './packed-positions.ts';
import { chunkKey, feedbackKey, heardKey } from './publication-items.ts';

/** What was told of people of one chunk. */
export type Told = { position: number; kind: ToldKind }[];

export interface Recorded {
  /** What was not known before. */
  news: Told;
  /** By how much the ledger moved. */
  moved: FeedbackCounts;
  /** Who has their mail, as far as was ever told. */
  delivered: ReadonlySet<number>;
}

/**
 * Writes what the mail service tells: each (person, kind) counts once, however often and in whatever order it is told. A chunk that does not
 * exist is passed over.
 */
export type RecordFeedback = (chunk: ChunkRef, told: Told) => Promise<Recorded>;

const ATTEMPTS = 8;

const bits = z.optional(z.instanceof(Uint8Array));
/** One bit for each person and kind, in an item of their own: a burst of events never makes the recording of a sending wait for its turn. */
const StoredHeard = z.object({
  heard: z.int(),
  people: z.int(),
  delivered: bits,
  bounced: bits,
  complained: bits,
  rejected: bits,
  'given-up': bits,
});

/** What is known of a chunk; `times` is how often it was written. */
interface Known {
  times: number;
  people: number;
  heard: Heard;
}

const ofEachKind = <Value>(valueOf: (kind: ToldKind) => Value): Record<ToldKind, Value> =>
  Object.fromEntries(toldKinds.map((kind) => [kind, valueOf(kind)])) as Record<ToldKind, Value>;

const nothing: Recorded = {
  news: [],
  moved: { delivered: 0, bounced: 0, complained: 0, rejected: 0 },
  delivered: new Set(),
};

const newsOf = (told: Told, known: Heard, people: number): Told =>
  toldKinds.flatMap((wanted) => {
    const fresh = told.filter(({ position, kind }) => kind === wanted && position < people && !known[kind].has(position));
    return [...new Set(fresh.map(({ position }) => position))].map((position) => ({ position, kind: wanted }));
  });

const positionsOf = (news: Told, wanted: ToldKind): number[] => news.flatMap(({ position, kind }) => (kind === wanted ? [position] : []));

const together = (known: Heard, news: Told): Heard => ofEachKind((kind) => new Set([...known[kind], ...positionsOf(news, kind)]));

/** The counts of the part have an item of their own too. */
export const feedbackRecorder = (client: DynamoDBDocumentClient, table: string): RecordFeedback => {
  const read = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  /** Undefined for a chunk that does not exist. */
  const find = async (chunk: ChunkRef): Promise<Known | undefined> => {
    const told = await read(heardKey(chunk));
    if (told) {
      const { heard: times, people, ...kinds } = StoredHeard.parse(told);
      return { times, people, heard: ofEachKind((kind) => unpackPositions(kinds[kind] ?? new Uint8Array())) };
    }
    const written = await read(chunkKey(chunk));
    return written && { times: 0, people: packedPeople(PackedPeople.parse(written)), heard: ofEachKind(() => new Set<number>()) };
  };
  const write = async (chunk: ChunkRef, { times, people }: Known, heard: Heard, moved: FeedbackCounts): Promise<void> => {
    const counts = feedbackKinds.filter((kind) => moved[kind] !== 0);
    const told = Object.fromEntries(toldKinds.flatMap((kind) => (heard[kind].size > 0 ? [[kind, packPositions(heard[kind])]] : [])));
    const ofChunk = {
      TableName: table,
      Item: { ...heardKey(chunk), heard: times + 1, people, ...told },
      ConditionExpression: times === 0 ? 'attribute_not_exists(pk)' : 'heard = :seen',
      ...(times > 0 && { ExpressionAttributeValues: { ':seen': times } }),
    };
    const ofPart = {
      TableName: table,
      Key: feedbackKey(chunk.publicationId, chunk.part),
      UpdateExpression: `ADD ${counts.map((kind) => `${kind} :${kind}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(counts.map((kind) => [`:${kind}`, moved[kind]])),
    };
    await transact(client, [{ Put: ofChunk }, ...(counts.length > 0 ? [{ Update: ofPart }] : [])]);
  };
  return async (chunk, told) => {
    for (let attempt = 1; ; attempt++) {
      const known = await find(chunk);
      if (!known) return nothing;
      const news = newsOf(told, known.heard, known.people);
      const now = together(known.heard, news);
      const recorded: Recorded = { news, moved: movement(known.heard, now), delivered: now.delivered };
      if (news.length === 0) return recorded;
      try {
        await write(chunk, known, now, recorded.moved);
        return recorded;
      } catch (error) {
        if (!(error instanceof ConditionFailed) || attempt === ATTEMPTS) throw error;
      }
    }
  };
};
