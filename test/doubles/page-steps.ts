import type { ChunkPerson } from '../../functions/alerts/rules/chunks.ts';
import type { PageStep } from '../../functions/alerts/store/page-writer.ts';

/** A page whose people are all told at once by mail; without more it ends a part of one shard. */
export const aPage = (chunks: ChunkPerson[][], over: Partial<PageStep> = {}): PageStep => ({
  chunks: chunks.map((people) => ({ channel: 'mail', people })),
  lists: [],
  position: 1,
  after: null,
  ...over,
});
