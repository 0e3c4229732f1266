import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MailingId } from '../../../schemas/digest.ts';
import { held, transact, type Write } from '../../shared/store/commit.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import type { PartProgress } from '../rules/parts.ts';
import type { PlannedChunk } from '../rules/placing.ts';
import { checkOf, type DigestList, writeOf } from './digest-lists.ts';
import { moveProgress } from './move-progress.ts';
import { packPeople } from './packed-people.ts';
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
 * Writes the chunks and the lists, and moves the cursor past their people, together. False when another worker has moved it since `from` was
 * read, or a slot is over: nothing is written then.
 */
export type WritePage = (id: MailingId, from: PartProgress, step: PageStep, at: Date) => Promise<boolean>;

const peopleOf = (groups: { people: unknown[] }[]): number => groups.reduce((total, { people }) => total + people.length, 0);

const putChunk = (table: string, ref: ChunkRef, { channel, people }: PlannedChunk): Write => ({
  Put: {
    TableName: table,
    Item: {
      ...chunkKey(ref),
      ...(channel !== 'mail' && { channel }),
      ...packPeople(people),
      state: 'planned',
      leaseUntil: 0,
      attempt: 0,
      heard: 0,
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

export const pageWriter =
  (client: DynamoDBDocumentClient, tables: { publications: string; digests: string }): WritePage =>
  async (id, from, { chunks, lists, position, after }, at) => {
    const progress = moveProgress(tables.publications, id, from, {
      position,
      after,
      chunks: chunks.length,
      counts: { expected: peopleOf(chunks), inDigests: peopleOf(lists) },
      at,
    });
    const writes = [
      progress,
      ...chunks.map((chunk, ahead) =>
        putChunk(tables.publications, { publicationId: id, part: from.part, chunk: from.chunks + ahead }, chunk),
      ),
      ...lists.map((list) => writeOf(tables.digests, list)),
      ...[...new Set(lists.map(({ slot }) => slot))].map((slot) => checkOf(tables.digests, slot)),
    ];
    return held(transact(client, writes, writes.length, PATIENCE));
  };
