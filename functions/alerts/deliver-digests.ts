import type { BatchRun } from '../shared/consumer.ts';
import type { SendBudget } from '../shared/sending/budget.ts';
import type { ComposeDigests, DigestReader } from './compose-digests.ts';
import type { PersonalMailer } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import type { ChunkWork } from './sending/send-chunk.ts';
import type { Reservation } from './store/chunks.ts';
import type { DigestPages } from './store/digest-pages.ts';

interface Dependencies {
  pages: Pick<DigestPages, 'tellingsOf'>;
  compose: ComposeDigests;
  mailer: PersonalMailer;
  budget: SendBudget;
  sendChunk: (work: ChunkWork) => Promise<number | undefined>;
}

/** Sends the digests of one chunk, one by one. Gives the seconds to wait when somebody's turn has not come. */
export const deliverDigests =
  ({ pages, compose, mailer, budget, sendChunk }: Dependencies) =>
  (message: ChunkMessage, run: BatchRun): Promise<number | undefined> =>
    sendChunk({
      chunk: message,
      budget,
      run,
      write: async (reservation) => {
        const letters = await compose(await readersOf(pages, reservation));
        return {
          positions: letters.map(({ position }) => position),
          send: (turn) => mailer({ chunk: reservation, letters, turn }),
        };
      },
    });

/** Whoever gets no letter of these wants none any more. */
const readersOf = async (pages: Dependencies['pages'], reservation: Reservation): Promise<DigestReader[]> => {
  const tellings = await pages.tellingsOf(reservation);
  return reservation.pending.map(({ accountId, position }) => ({ accountId, position, tellings: tellings[position] ?? [] }));
};
