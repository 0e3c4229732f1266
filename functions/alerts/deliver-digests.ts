import type { BatchRun } from '../shared/consumer.ts';
import type { ComposeDigests } from './compose-digests.ts';
import type { EndWhenComplete } from './end-publication.ts';
import type { PersonalMailer } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import type { SendBudget } from './sending/budget.ts';
import type { ChunkWork } from './sending/send-chunk.ts';
import type { DigestPages } from './store/digest-pages.ts';

interface Dependencies {
  pages: Pick<DigestPages, 'tellingsOf'>;
  compose: ComposeDigests;
  mailer: PersonalMailer;
  budget: SendBudget;
  sendChunk: (work: ChunkWork) => Promise<number | undefined>;
  endWhenComplete: EndWhenComplete;
}

/** Sends one chunk of digests, each a letter of its own. Gives the seconds to wait when somebody's turn has not come. */
export const deliverDigests =
  ({ pages, compose, mailer, budget, sendChunk, endWhenComplete }: Dependencies) =>
  async (message: ChunkMessage, run: BatchRun): Promise<number | undefined> => {
    const seconds = await sendChunk({
      chunk: message,
      budget,
      run,
      write: async (reservation) => {
        const tellings = await pages.tellingsOf(reservation);
        const readers = reservation.pending.map(({ accountId, position }) => ({ accountId, position, tellings: tellings[position] ?? [] }));
        const letters = await compose(readers);
        return {
          positions: letters.map(({ position }) => position),
          send: (turn) => mailer({ chunk: reservation, letters, turn }),
        };
      },
    });
    if (seconds === undefined) await endWhenComplete(message.publicationId);
    return seconds;
  };
