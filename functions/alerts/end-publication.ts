import type { MailingId } from '../../schemas/digest.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { ChunkRef } from './rules/chunks.ts';
import { chunksLeft, isRead } from './rules/parts.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

/** How many chunks are left to send; 0 when it has ended, infinitely many while its audience is still being read. */
export type EndWhenComplete = (id: MailingId) => Promise<number>;

/** Ends a publication once nothing is left to read or to send. Whoever does the last thing calls it, so that the end is told at once. */
export const endWhenComplete =
  ({
    publications,
    parts,
    clock,
  }: {
    publications: Pick<PublicationStore, 'end'>;
    parts: Pick<PartStore, 'list'>;
    clock: Clock;
  }): EndWhenComplete =>
  async (id) => {
    const all = await parts.list(id);
    if (!all.every(isRead)) return Number.POSITIVE_INFINITY;
    const left = all.reduce((sum, part) => sum + chunksLeft(part), 0);
    if (left === 0 && (await publications.end(id, clock()))) log('publication.ended', { publicationId: id });
    return left;
  };

interface Sending {
  parts: Pick<PartStore, 'find'>;
  endWhenComplete: EndWhenComplete;
  /** How many workers send chunks at once. */
  workers: number;
  /** Gives others the share of the quota that this worker has. */
  release: () => Promise<void>;
}

/**
 * What a worker does once it has sent chunks: it looks at the mailings that they may have been the last of, and ends those that are complete. Where
 * fewer chunks are left than there are workers, each of those has one already: this one will hardly find another, and keeps nothing from them.
 */
export const afterSending =
  ({ parts, endWhenComplete: end, workers, release }: Sending) =>
  async (sent: Pick<ChunkRef, 'publicationId' | 'part'>[]): Promise<void> => {
    const touched = new Map(sent.map(({ publicationId, part }) => [`${publicationId} ${part}`, { publicationId, part }]));
    const looked = await Promise.all(
      [...touched.values()].map(async ({ publicationId, part }) => {
        const progress = await parts.find(publicationId, part);
        return progress && isRead(progress) && chunksLeft(progress) < workers ? [publicationId] : [];
      }),
    );
    const left = await Promise.all([...new Set(looked.flat())].map(end));
    if (left.some((chunks) => chunks < workers)) await release();
  };
