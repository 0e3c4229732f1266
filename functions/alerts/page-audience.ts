import { type Announcement, publicationId } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { EndWhenComplete } from './end-publication.ts';
import { enqueueWritten } from './enqueue-written.ts';
import type { ChunkMessage, PartMessage, SendMessages } from './messages.ts';
import { type ReadPageDependencies, readPage } from './read-page.ts';
import { isRead, type PartProgress } from './rules/parts.ts';
import type { DigestLists } from './store/digest-lists.ts';
import type { WritePage } from './store/page-writer.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

/** In milliseconds: enough to end a page and to hand over. */
const ENOUGH_TIME = 10_000;

interface Dependencies extends ReadPageDependencies {
  publications: Pick<PublicationStore, 'announcement'>;
  parts: Pick<PartStore, 'find' | 'markEnqueued'>;
  digests: Pick<DigestLists, 'announce'>;
  writePage: WritePage;
  sendParts: SendMessages<PartMessage>;
  sendChunks: SendMessages<ChunkMessage>;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
}

/**
 * Reads a part of the audience page by page, and writes whom it finds into chunks, or into the lists of their digests, before anything is
 * sent. Killed anywhere, the next worker goes on from what is written: chunks whose messages may not have gone are called again, and none is
 * made twice. Once written, nothing that a person chooses changes by which way they are told of this revision.
 */
export const pageAudience = (dependencies: Dependencies) => {
  const { publications, parts, sendParts, endWhenComplete } = dependencies;
  return async ({ publicationId: id, part }: PartMessage, timeLeft: () => number): Promise<void> => {
    const announcement = await publications.announcement(id);
    if (!announcement) throw new Error('a part of a publication that is not there');
    for (;;) {
      const progress = await parts.find(id, part);
      if (!progress) throw new Error('a part that is not there');
      await enqueueWritten(dependencies, id, progress, announcement.urgent);
      if (isRead(progress)) break;
      if (timeLeft() < ENOUGH_TIME) return sendParts([{ publicationId: id, part }], announcement.urgent);
      await turnPage(dependencies, announcement, progress);
    }
    log('publication.paged', { publicationId: id, shard: part });
    await endWhenComplete(id);
  };
};

/** Another worker may have turned it first. When nobody has, a slot was over before its time by our clock: the message comes back later. */
const turnPage = async (dependencies: Dependencies, announcement: Announcement, progress: PartProgress): Promise<void> => {
  const { parts, digests, writePage, clock } = dependencies;
  const id = publicationId(announcement);
  const step = await readPage(dependencies, announcement, progress, clock());
  await digests.announce([...new Set(step.lists.map(({ slot }) => slot))]);
  if (await writePage(id, progress, step, clock())) return;
  if ((await parts.find(id, progress.part))?.pages === progress.pages) throw new Error('a page for a slot that is over');
};
