import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestId } from '../../../schemas/digest.ts';
import { held, transact, type Write } from '../../shared/store/commit.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import type { DigestPage } from '../rules/digest-chunks.ts';
import type { Reader, Telling } from '../rules/digest-merge.ts';
import type { PartProgress } from '../rules/parts.ts';
import { moveProgress } from './move-progress.ts';
import { packPeople } from './packed-people.ts';
import { PATIENCE } from './parts.ts';
import { chunkKey } from './publication-items.ts';
import { PackedTellings, packTellings, unpackTellings } from './tellings.ts';

/** Who reads which digest, as chunks hold it. */
export interface DigestPages {
  /** Writes the chunks and moves the cursor together. False when another worker has moved it since `from` was read: nothing is written then. */
  advance(id: DigestId, from: PartProgress, page: DigestPage, at: Date): Promise<boolean>;
  /** What each person of a chunk is told, in the order of their positions; it never changes once it is written. */
  tellingsOf(chunk: ChunkRef): Promise<Telling[][]>;
}

export const digestPages = (client: DynamoDBDocumentClient, table: string): DigestPages => {
  const putChunk = (chunk: ChunkRef, readers: Reader[]): Write => ({
    Put: {
      TableName: table,
      Item: {
        ...chunkKey(chunk),
        ...packPeople(readers.map(({ accountId }) => ({ accountId, spaceId: null }))),
        ...packTellings(readers),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  return {
    async advance(id, from, { chunks, last, ended }, at) {
      const progress = moveProgress(table, id, from, {
        position: from.position + (ended ? 1 : 0),
        after: last ?? from.after,
        chunks: chunks.length,
        counts: { expected: chunks.reduce((total, chunk) => total + chunk.length, 0) },
        at,
      });
      const { part } = from;
      const puts = chunks.map((readers, ahead) => putChunk({ publicationId: id, part, chunk: from.chunks + ahead }, readers));
      return held(transact(client, [{ Update: progress }, ...puts], 1 + puts.length, PATIENCE));
    },
    async tellingsOf(chunk) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: table,
          Key: chunkKey(chunk),
          ProjectionExpression: '#publications, #spaces, #told',
          ExpressionAttributeNames: { '#publications': 'publications', '#spaces': 'spaces', '#told': 'told' },
          ConsistentRead: true,
        }),
      );
      return unpackTellings(PackedTellings.parse(Item));
    },
  };
};
