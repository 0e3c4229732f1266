import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ConditionFailed, transact } from '../../shared/store/commit.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { type FeedbackCounts, type Heard, movement } from '../rules/feedback-counts.ts';
import { feedbackKinds, type ToldKind, toldKinds } from '../rules/mail-event-meanings.ts';
import { PackedPeople, packedPeople } from './packed-people.ts';
import { chunkKey, feedbackKey } from './publication-items.ts';

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

const positions = z._default(z.set(z.int()), () => new Set<number>());
const StoredChunk = z.extend(PackedPeople, {
  heard: z.int(),
  delivered: positions,
  bounced: positions,
  complained: positions,
  rejected: positions,
  'given-up': positions,
});

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

const together = (known: Heard, news: Told): Heard =>
  Object.fromEntries(toldKinds.map((kind) => [kind, new Set([...known[kind], ...positionsOf(news, kind)])])) as unknown as Heard;

/** The counts have an item of their own, so that a burst of events never makes a sending wait for its turn. */
export const feedbackRecorder = (client: DynamoDBDocumentClient, table: string): RecordFeedback => {
  const write = async (chunk: ChunkRef, heard: number, news: Told, moved: FeedbackCounts): Promise<void> => {
    const kinds = toldKinds.filter((kind) => positionsOf(news, kind).length > 0);
    const counts = feedbackKinds.filter((kind) => moved[kind] !== 0);
    const ofChunk = {
      TableName: table,
      Key: chunkKey(chunk),
      UpdateExpression: `SET heard = :next ADD ${kinds.map((_, at) => `#kind${at} :kind${at}`).join(', ')}`,
      ConditionExpression: 'heard = :seen',
      ExpressionAttributeNames: Object.fromEntries(kinds.map((kind, at) => [`#kind${at}`, kind])),
      ExpressionAttributeValues: {
        ':seen': heard,
        ':next': heard + 1,
        ...Object.fromEntries(kinds.map((kind, at) => [`:kind${at}`, new Set(positionsOf(news, kind))])),
      },
    };
    const ofPart = {
      TableName: table,
      Key: feedbackKey(chunk.publicationId, chunk.part),
      UpdateExpression: `ADD ${counts.map((kind) => `${kind} :${kind}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(counts.map((kind) => [`:${kind}`, moved[kind]])),
    };
    await transact(client, [{ Update: ofChunk }, ...(counts.length > 0 ? [{ Update: ofPart }] : [])]);
  };
  return async (chunk, told) => {
    for (let attempt = 1; ; attempt++) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: chunkKey(chunk), ConsistentRead: true }));
      if (!Item) return nothing;
      const { heard, people, elsewhere: _, ...known } = StoredChunk.parse(Item);
      const news = newsOf(told, known, packedPeople({ people }));
      const now = together(known, news);
      const recorded: Recorded = { news, moved: movement(known, now), delivered: now.delivered };
      if (news.length === 0) return recorded;
      try {
        await write(chunk, heard, news, recorded.moved);
        return recorded;
      } catch (error) {
        if (!(error instanceof ConditionFailed) || attempt === ATTEMPTS) throw error;
      }
    }
  };
};
