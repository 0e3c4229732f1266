import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { MailingId } from '../../../schemas/digest.ts';
import { held, put, transact, update, type Write } from '../../shared/store/commit.ts';
import type { PartProgress } from '../rules/parts.ts';
import type { PlannedChunk } from '../rules/placing.ts';
import { checkOf, type DigestList, writeOf } from './digest-lists.ts';
import { moveProgress } from './move-progress.ts';
import { PackedPeople, packedPeople, packPeople } from './packed-people.ts';
import { PATIENCE } from './parts.ts';
import { chunkKey } from './publication-items.ts';

/** What reading one page of the audience leads to: each of its people is in one chunk or in one list. */
export interface PageStep {
  /** To be written as the next chunks of the part. */
  chunks: PlannedChunk[];
  lists: DigestList[];
  position: number;
  after: string | null;
}

/**
 * Writes the chunks and the lists, and moves the cursor past their people, as one. False when another worker has moved it since `from` was
 * read, or a slot is over: nothing is written then.
 */
export type WritePage = (id: MailingId, from: PartProgress, step: PageStep, at: Date) => Promise<boolean>;

/** What a chunk says that was written before its cursor: of which page, and how far that came. Whoever finds it moves the cursor there. */
const WrittenAhead = z.extend(PackedPeople, { page: z.int(), position: z.int(), after: z.nullable(z.string()) });

/** A chunk of a page: how many are before it there, and how far the page came where it is written ahead. */
type ChunkOfPage = PlannedChunk & Partial<Pick<PageStep, 'position' | 'after'>> & { ahead?: number };

/** How far a page came, and how many people are in its one chunk. */
type Followed = Pick<PageStep, 'position' | 'after'> & { people: number };

const peopleOf = (groups: { people: unknown[] }[]): number => groups.reduce((total, { people }) => total + people.length, 0);

export const pageWriter = (client: DynamoDBDocumentClient, tables: { publications: string; digests: string }): WritePage => {
  const { publications } = tables;

  /**
   * The chunk after so many others of the part. In its place may be one of an earlier page, which was written ahead and which the cursor never
   * passed: another worker read that page anew and found nobody to be told at once. It goes.
   */
  const putOf = (id: MailingId, from: PartProgress, { channel, people, ahead = 0, ...passed }: ChunkOfPage) => ({
    TableName: publications,
    Item: {
      ...chunkKey({ publicationId: id, part: from.part, chunk: from.chunks + ahead }),
      ...(channel !== 'mail' && { channel }),
      ...packPeople(people),
      page: from.pages,
      ...passed,
    },
    ConditionExpression: 'attribute_not_exists(pk) OR page < :page',
    ExpressionAttributeValues: { ':page': from.pages },
  });

  const together: WritePage = async (id, from, { chunks, lists, position, after }, at) => {
    const counts = { expected: peopleOf(chunks), inDigests: peopleOf(lists) };
    const writes: Write[] = [
      { Update: moveProgress(publications, id, from, { position, after, chunks: chunks.length, counts, at }) },
      ...chunks.map((chunk, ahead) => ({ Put: putOf(id, from, { ...chunk, ahead }) })),
      ...lists.map((list) => writeOf(tables.digests, list)),
      ...[...new Set(lists.map(({ slot }) => slot))].map((slot) => checkOf(tables.digests, slot)),
    ];
    return held(transact(client, writes, writes.length, PATIENCE));
  };

  /** Moves the cursor past the one chunk of a page that is written. */
  const follow = (id: MailingId, from: PartProgress, { people, ...page }: Followed, at: Date) =>
    held(update(client, moveProgress(publications, id, from, { ...page, chunks: 1, counts: { expected: people }, at }), PATIENCE));

  /** Goes on from what another worker wrote ahead of the same page, whatever became of the audience since; false when there is nothing. */
  const takeOver = async (id: MailingId, from: PartProgress, at: Date): Promise<boolean> => {
    const Key = chunkKey({ publicationId: id, part: from.part, chunk: from.chunks });
    const { Item } = await client.send(new GetCommand({ TableName: publications, Key, ConsistentRead: true }));
    const { success, data: ahead } = WrittenAhead.safeParse(Item);
    if (!success || ahead.page !== from.pages) return false;
    return follow(id, from, { position: ahead.position, after: ahead.after, people: packedPeople(ahead) }, at);
  };

  /** One chunk and nothing else is written before its cursor, which costs half as much: nobody sends it until the cursor has passed it. */
  return async (id, from, step, at) => {
    const { chunks, lists, position, after } = step;
    const [chunk] = chunks;
    if (!chunk || chunks.length > 1 || lists.length > 0) return (await together(id, from, step, at)) || takeOver(id, from, at);
    const written = await held(put(client, putOf(id, from, { ...chunk, position, after }), PATIENCE));
    return written ? follow(id, from, { position, after, people: chunk.people.length }, at) : takeOver(id, from, at);
  };
};
