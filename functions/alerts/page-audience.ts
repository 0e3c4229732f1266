import { ficheKey } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { EndWhenComplete } from './end-publication.ts';
import type { ChunkMessage, PartMessage, SendMessages } from './messages.ts';
import { CHUNK, packChunks, type Recipient } from './rules/chunks.ts';
import { isRead, type PartProgress } from './rules/parts.ts';
import type { AudienceReader } from './store/audience.ts';
import type { PageStep, PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

/** Subscribers in memory at a time: ten chunks, which one transaction and one call of the queue take. */
const PAGE = 10 * CHUNK;
/** In milliseconds: enough to end a page and to hand over. */
const ENOUGH_TIME = 10_000;

interface Dependencies {
  audience: Pick<AudienceReader, 'pageOfAudience'>;
  publications: Pick<PublicationStore, 'announcement'>;
  parts: Pick<PartStore, 'find' | 'advance' | 'markEnqueued'>;
  sendParts: SendMessages<PartMessage>;
  sendChunks: SendMessages<ChunkMessage>;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
}

/**
 * Reads a part of the audience page by page, and writes whom it finds into chunks before any of them is sent. Killed anywhere, the next
 * worker goes on from what is written: chunks whose messages may not have gone are called again, and none is made twice.
 */
export const pageAudience = (dependencies: Dependencies) => {
  const { publications, parts, sendParts, endWhenComplete, clock } = dependencies;
  return async ({ publicationId, part }: PartMessage, timeLeft: () => number): Promise<void> => {
    const announcement = await publications.announcement(publicationId);
    if (!announcement) throw new Error('a part of a publication that is not there');
    for (;;) {
      const progress = await parts.find(publicationId, part);
      if (!progress) throw new Error('a part that is not there');
      await enqueueWritten(dependencies, { publicationId, part }, progress);
      if (isRead(progress)) break;
      if (timeLeft() < ENOUGH_TIME) return sendParts([{ publicationId, part }]);
      await parts.advance(publicationId, progress, await readPage(dependencies, announcement, progress), clock());
    }
    log('publication.paged', { publicationId, shard: part });
    await endWhenComplete(publicationId);
  };
};

const enqueueWritten = async (
  { parts, sendChunks }: Dependencies,
  { publicationId, part }: PartMessage,
  { enqueued, chunks }: PartProgress,
): Promise<void> => {
  if (enqueued >= chunks) return;
  await sendChunks(Array.from({ length: chunks - enqueued }, (_, ahead) => ({ publicationId, part, chunk: enqueued + ahead })));
  await parts.markEnqueued(publicationId, part, chunks);
};

/** A page goes on into the next shard, so that small shards share chunks. */
const readPage = async ({ audience }: Dependencies, announcement: Announcement, progress: PartProgress): Promise<PageStep> => {
  const entries: Recipient[] = [];
  let { position, after } = progress;
  for (let shard = progress.shards[position]; shard !== undefined && entries.length < PAGE; shard = progress.shards[position]) {
    const page = await audience.pageOfAudience(ficheKey(announcement), shard, after ?? undefined, PAGE - entries.length);
    entries.push(...page.entries);
    after = page.last ?? null;
    if (after === null) position += 1;
  }
  return {
    chunks: packChunks(entries, progress.lastPerson),
    position,
    after,
    lastPerson: entries.at(-1)?.accountId ?? progress.lastPerson,
  };
};
