import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ConditionFailed, transact } from '../../shared/store/commit.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { countedAs, type Feedback, type FeedbackKind, feedbackKinds } from '../rules/mail-events.ts';
import { chunkKey, feedbackKey, packedPeople } from './publication-items.ts';

/** What was told of people of one chunk. */
export type Told = Pick<Feedback, 'position' | 'kind'>[];

/**
 * Writes what the mail service tells: each (person, kind) counts once, however often it is told. Gives back what was new; nothing for a
 * chunk that does not exist.
 */
export type RecordFeedback = (chunk: ChunkRef, told: Told) => Promise<Told>;

const ATTEMPTS = 8;

const positions = z._default(z.set(z.int()), () => new Set<number>());
const Heard = z.object({
  heard: z.int(),
  people: z.instanceof(Uint8Array),
  delivered: positions,
  bounced: positions,
  complained: positions,
  rejected: positions,
});

const newsOf = (told: Told, known: z.output<typeof Heard>): Map<FeedbackKind, Set<number>> => {
  const people = packedPeople(known.people);
  const delivered = new Set([...known.delivered, ...told.flatMap(({ position, kind }) => (kind === 'delivered' ? [position] : []))]);
  const news = feedbackKinds.map((counted) => {
    const isNew = ({ position, kind }: Told[number]) =>
      countedAs(kind, delivered.has(position)) === counted && position < people && !known[counted].has(position);
    return [counted, new Set(told.filter(isNew).map(({ position }) => position))] as const;
  });
  return new Map(news.filter(([, of]) => of.size > 0));
};

/** The counts have an item of their own, so that a burst of events never makes a sending wait for its turn. */
export const feedbackRecorder =
  (client: DynamoDBDocumentClient, table: string): RecordFeedback =>
  async (chunk, told) => {
    for (let attempt = 1; ; attempt++) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: chunkKey(chunk), ConsistentRead: true }));
      if (!Item) return [];
      const known = Heard.parse(Item);
      const news = newsOf(told, known);
      if (news.size === 0) return [];
      const kinds = [...news.keys()];
      const ADD = `ADD ${kinds.map((kind) => `${kind} :${kind}`).join(', ')}`;
      const values = <Value>(value: (of: Set<number>) => Value) =>
        Object.fromEntries([...news].map(([kind, of]) => [`:${kind}`, value(of)]));
      try {
        await transact(client, [
          {
            Update: {
              TableName: table,
              Key: chunkKey(chunk),
              UpdateExpression: `SET heard = :next ${ADD}`,
              ConditionExpression: 'heard = :seen',
              ExpressionAttributeValues: { ':seen': known.heard, ':next': known.heard + 1, ...values((of) => of) },
            },
          },
          {
            Update: {
              TableName: table,
              Key: feedbackKey(chunk.publicationId, chunk.part),
              UpdateExpression: ADD,
              ExpressionAttributeValues: values((of) => of.size),
            },
          },
        ]);
        return [...news].flatMap(([kind, of]) => [...of].map((position) => ({ position, kind })));
      } catch (error) {
        if (!(error instanceof ConditionFailed) || attempt === ATTEMPTS) throw error;
      }
    }
  };
