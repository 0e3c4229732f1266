import type { MailingId } from '../../schemas/digest.ts';
import type { ChunkMessage, SendMessages } from './messages.ts';
import type { PartProgress } from './rules/parts.ts';
import type { PartStore } from './store/parts.ts';

interface Dependencies {
  parts: Pick<PartStore, 'markEnqueued'>;
  sendChunks: SendMessages<ChunkMessage>;
}

/** Calls the chunks whose message may not have gone. Killed before the mark, they are called once more: delivery does nothing for one that is sent. */
export const enqueueWritten = async (
  { parts, sendChunks }: Dependencies,
  publicationId: MailingId,
  { part, enqueued, chunks }: PartProgress,
  urgent = false,
): Promise<void> => {
  if (enqueued >= chunks) return;
  await sendChunks(
    Array.from({ length: chunks - enqueued }, (_, ahead) => ({ publicationId, part, chunk: enqueued + ahead })),
    urgent,
  );
  await parts.markEnqueued(publicationId, part, chunks);
};
