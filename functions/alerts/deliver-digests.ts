import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { ComposeDigests, DigestReader } from './compose-digests.ts';
import { ChunkUnfinished } from './deliver-chunk.ts';
import type { EndWhenComplete } from './end-publication.ts';
import type { Fate, PersonalLetter, PersonalMailer, Turn } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import { chunkName, type Outcomes } from './rules/chunks.ts';
import type { ChunkStore, Reservation } from './store/chunks.ts';
import type { DigestPages } from './store/digest-pages.ts';

/** In milliseconds: longer than the function may run (20 s), shorter than its queue hides a message (30 s): nobody sends what another may still be sending. */
const LEASE = 25_000;

interface Dependencies {
  chunks: Pick<ChunkStore, 'reserve' | 'settle'>;
  pages: Pick<DigestPages, 'tellingsOf'>;
  compose: ComposeDigests;
  mailer: PersonalMailer;
  /** What may be sent in one invocation; `timeLeft` is in milliseconds. */
  openTurn: (timeLeft: () => number) => Turn;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
}

/**
 * Sends the digests of one chunk: reserve, send one by one, record. Killed after a send and before the record, those that were in flight are
 * sent again once the lease has ended.
 */
export const deliverDigests =
  (dependencies: Dependencies) =>
  async (message: ChunkMessage, timeLeft: () => number): Promise<void> => {
    const { chunks, openTurn, endWhenComplete, clock } = dependencies;
    const now = clock();
    const reservation = await chunks.reserve(message, now, new Date(now.getTime() + LEASE));
    if (reservation === 'busy') throw new ChunkUnfinished();
    if (reservation !== 'sent') await send(dependencies, reservation, openTurn(timeLeft));
    await endWhenComplete(message.publicationId);
  };

const readersOf = async (pages: Dependencies['pages'], reservation: Reservation): Promise<DigestReader[]> => {
  const tellings = await pages.tellingsOf(reservation);
  return reservation.pending.map(({ accountId, position }) => ({ accountId, position, tellings: tellings[position] ?? [] }));
};

const send = async ({ chunks, pages, compose, mailer, clock }: Dependencies, reservation: Reservation, turn: Turn): Promise<void> => {
  const fields = { publicationId: reservation.publicationId, chunk: chunkName(reservation) };
  if (reservation.recovered) log('chunk.recovered', { ...fields, count: reservation.pending.length });
  const letters = await compose(await readersOf(pages, reservation));
  const { fates, error } = await tryMailer(mailer, { chunk: reservation, letters, turn });
  const outcomes = outcomesOf(reservation, letters, fates);
  await chunks.settle(reservation, outcomes, clock());
  if (outcomes.failed.length > 0) log('mail.refused', { ...fields, count: outcomes.failed.length });
  const later = letters.length - outcomes.accepted.length - outcomes.failed.length;
  if (later === 0) return log('chunk.sent', { ...fields, count: outcomes.accepted.length });
  log('chunk.retried', { ...fields, count: later });
  throw error ?? new ChunkUnfinished();
};

/** Whoever has no letter wants none any more. */
const outcomesOf = ({ pending }: Reservation, letters: PersonalLetter[], fates: Fate[]): Outcomes => {
  const withFate = (wanted: Fate): number[] => letters.flatMap(({ position }, at) => (fates[at] === wanted ? [position] : []));
  const written = new Set(letters.map(({ position }) => position));
  const left = pending.flatMap(({ position }) => (written.has(position) ? [] : [position]));
  return { accepted: withFate('accepted'), failed: withFate('refused'), left };
};

/** A call that fails as a whole leaves everybody for later: those who have left are recorded all the same. */
const tryMailer = async (mailer: PersonalMailer, mailing: Parameters<PersonalMailer>[0]): Promise<{ fates: Fate[]; error?: Error }> => {
  if (mailing.letters.length === 0) return { fates: [] };
  try {
    return { fates: await mailer(mailing) };
  } catch (error) {
    return { fates: mailing.letters.map(() => 'later' as const), error: error instanceof Error ? error : new ChunkUnfinished() };
  }
};
