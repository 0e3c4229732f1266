import type { MailingId } from '../../schemas/digest.ts';
import type { Clock } from '../shared/clock.ts';
import type { EndWhenComplete } from './end-publication.ts';
import type { ChunkMessage, PartMessage, SendMessages } from './messages.ts';
import { isComplete, isRead, isStale, type PartProgress } from './rules/parts.ts';
import type { ChunkStore } from './store/chunks.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

/** Where the parts and the chunks of a mailing are called. */
export interface MailingQueues {
  sendParts: SendMessages<PartMessage>;
  sendChunks: SendMessages<ChunkMessage>;
}

interface Dependencies {
  publications: Pick<PublicationStore, 'unfinished' | 'announcement'>;
  parts: Pick<PartStore, 'list' | 'markReminded'>;
  chunks: Pick<ChunkStore, 'unsent'>;
  queuesOf: (id: MailingId) => MailingQueues;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
}

/**
 * Finishes what was lost on the way: a message that never came, one that ended in a dead-letter queue, an end that nobody told. A publication
 * that cannot be finished now does not keep the later ones waiting; the run fails once all had their turn.
 */
export const reconcile = (dependencies: Dependencies) => async (): Promise<void> => {
  const failures: unknown[] = [];
  for (const id of await dependencies.publications.unfinished()) await finish(dependencies, id).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

const finish = async (dependencies: Dependencies, id: MailingId): Promise<void> => {
  const { publications, parts, endWhenComplete, clock } = dependencies;
  if ((await endWhenComplete(id)) === 0) return;
  const stale = (await parts.list(id)).filter((part) => !isComplete(part) && isStale(part, clock()));
  if (stale.length === 0) return;
  const urgent = (await publications.announcement(id))?.urgent ?? false;
  for (const part of stale) await callAgain(dependencies, { id, urgent }, part);
};

/** Called before it is noted: killed in between, it is only called once more. */
const callAgain = async (
  { parts, chunks, queuesOf, clock }: Dependencies,
  { id: publicationId, urgent }: { id: MailingId; urgent: boolean },
  progress: PartProgress,
): Promise<void> => {
  const { sendParts, sendChunks } = queuesOf(publicationId);
  if (!isRead(progress) || progress.enqueued < progress.chunks) await sendParts([{ publicationId, part: progress.part }], urgent);
  const unsent = await chunks.unsent(publicationId, progress, clock());
  if (unsent.length > 0) await sendChunks(unsent, urgent);
  await parts.markReminded(publicationId, progress, clock());
};
