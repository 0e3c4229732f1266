import { AccountId } from '../../schemas/account.ts';
import { type DigestId, isDigestId, slotOfDigest } from '../../schemas/digest.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { EndWhenComplete } from './end-publication.ts';
import { enqueueWritten } from './enqueue-written.ts';
import type { ChunkMessage, PartMessage, SendMessages } from './messages.ts';
import { takePage } from './rules/digest-chunks.ts';
import { mergeLists, type Reader } from './rules/digest-merge.ts';
import { isRead, type PartProgress } from './rules/parts.ts';
import type { DigestLists } from './store/digest-lists.ts';
import type { DigestPages } from './store/digest-pages.ts';
import type { PartStore } from './store/parts.ts';

/** In milliseconds: enough to end a page and to hand over. */
const ENOUGH_TIME = 10_000;

interface Dependencies {
  lists: Pick<DigestLists, 'listsOf'>;
  pages: Pick<DigestPages, 'advance'>;
  parts: Pick<PartStore, 'find' | 'markEnqueued'>;
  sendParts: SendMessages<PartMessage>;
  sendChunks: SendMessages<ChunkMessage>;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
}

/**
 * Merges the lists of one shard page by page, and writes who reads what into chunks before any of them is sent. Killed anywhere, the next
 * worker goes on after the last person that is written; nobody is in two chunks.
 */
export const pageDigest = (dependencies: Dependencies) => {
  const { pages, parts, sendParts, endWhenComplete, clock } = dependencies;
  return async ({ publicationId: id, part }: PartMessage, timeLeft: () => number): Promise<void> => {
    if (!isDigestId(id)) throw new Error('a part of something that is no digest');
    let readers: AsyncGenerator<Reader, void> | undefined;
    for (;;) {
      const progress = await parts.find(id, part);
      if (!progress) throw new Error('a part that is not there');
      await enqueueWritten(dependencies, id, progress);
      if (isRead(progress)) break;
      if (timeLeft() < ENOUGH_TIME) return sendParts([{ publicationId: id, part }]);
      readers ??= readersAfter(dependencies, id, progress);
      if (!(await pages.advance(id, progress, await takePage(readers), clock()))) readers = undefined;
    }
    log('publication.paged', { publicationId: id, shard: part });
    await endWhenComplete(id);
  };
};

const readersAfter = ({ lists }: Dependencies, id: DigestId, { part, after }: PartProgress): AsyncGenerator<Reader, void> => {
  const last = after === null ? null : AccountId.parse(after);
  return mergeLists(lists.listsOf(slotOfDigest(id), part, last ?? undefined), last);
};
