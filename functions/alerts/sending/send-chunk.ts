import type { Clock } from '../../shared/clock.ts';
import type { BatchRun } from '../../shared/consumer.ts';
import { log } from '../../shared/log.ts';
import type { SendBudget } from '../../shared/sending/budget.ts';
import type { Fate, Turn } from '../mailer.ts';
import { CHUNK, type ChunkRef, chunkName, type Outcomes } from '../rules/chunks.ts';
import type { ChunkStore, Reservation } from '../store/chunks.ts';
import type { OpenTurn, TurnOf } from './turns.ts';

/** What a chunk comes to when its people are looked at: who of them is to be written to, and how. */
export interface WrittenChunk {
  /** Positions in the chunk; everybody else of it has left, but for those of `recorded`. */
  positions: number[];
  /** Positions of which it is written down already what became of them. */
  recorded?: ReadonlySet<number>;
  /** One fate for each position, in their order. Throws as a `Mailer` does. */
  send: (turn: Turn) => Promise<Fate[]>;
}

export interface ChunkWork {
  chunk: ChunkRef;
  budget: SendBudget;
  run: BatchRun;
  write: (reservation: Reservation) => Promise<WrittenChunk>;
}

interface Dependencies {
  chunks: Pick<ChunkStore, 'reserve' | 'settle'>;
  openTurn: (turn: TurnOf) => OpenTurn;
  clock: Clock;
}

/**
 * Milliseconds. The lease ends after the function can still run, and before its queue shows the message again: 12 s and 13 s for a function of
 * 11 s. Nothing is begun that could not be answered and recorded before the end.
 */
const LEASE_AFTER_END = 1000;
export const ANSWER_WITHIN = 4000;
const RECORD_WITHIN = 3000;

/** Seconds after which the message of a chunk comes back that only has to wait: at once when its worker has already waited for its turn. */
export const again = { stopped: 60, held: 2, waiting: 0 } as const;

/** Some of the people of this chunk could not be written to though it was tried: the message comes back, and that counts as an attempt. */
export class ChunkUnfinished extends Error {
  override readonly name = 'ChunkUnfinished';
}

/**
 * Sends one chunk: reserve, send, record. Killed before the send nothing has happened; killed after it and before the record, what the worker
 * had in its hands is sent again once the lease has ended. Gives the seconds to wait when somebody's turn has not come.
 */
export const sendChunk =
  (dependencies: Dependencies) =>
  async ({ chunk, budget, run, write }: ChunkWork): Promise<number | undefined> => {
    const { chunks, openTurn, clock } = dependencies;
    if (await budget.isStopped()) return again.stopped;
    const now = clock();
    const end = now.getTime() + run.timeLeft();
    const stopAt = end - ANSWER_WITHIN - RECORD_WITHIN;
    if (now.getTime() >= stopAt) return again.waiting;
    const reservation = await chunks.reserve(chunk, now, new Date(end + LEASE_AFTER_END));
    if (reservation === 'sent') return undefined;
    if (reservation === 'busy') return again.held;
    const turn = openTurn({ budget, stopAt, behind: run.behind() * CHUNK });
    try {
      return await sendAndRecord(dependencies, reservation, await write(reservation), turn);
    } finally {
      turn.close();
    }
  };

const sendAndRecord = async (
  { chunks, clock }: Dependencies,
  reservation: Reservation,
  written: WrittenChunk,
  turn: Turn,
): Promise<number | undefined> => {
  const fields = { publicationId: reservation.publicationId, chunk: chunkName(reservation) };
  if (reservation.recovered) log('chunk.recovered', { ...fields, count: reservation.pending.length });
  const { fates, error } = await trySending(written, turn);
  const withFate = (wanted: Fate): number[] => written.positions.filter((_, at) => fates[at] === wanted);
  const addressed = new Set(written.positions);
  const pending = reservation.pending.filter(({ position }) => !written.recorded?.has(position));
  const left = pending.flatMap(({ position }) => (addressed.has(position) ? [] : [position]));
  const outcomes: Outcomes = { accepted: withFate('accepted'), failed: withFate('refused'), left };
  await chunks.settle({ ...reservation, pending }, outcomes, clock());
  if (outcomes.failed.length > 0) log('mail.refused', { ...fields, count: outcomes.failed.length });
  const later = withFate('later').length;
  if (later > 0) {
    log('chunk.retried', { ...fields, count: later });
    throw error ?? new ChunkUnfinished();
  }
  const waiting = withFate('waiting').length;
  if (waiting === 0) log('chunk.sent', { ...fields, count: outcomes.accepted.length });
  else log('chunk.postponed', { ...fields, count: waiting });
  return waiting > 0 ? again.waiting : undefined;
};

/** A call that fails as a whole leaves everybody for later: those who have left are recorded all the same. */
const trySending = async ({ positions, send }: WrittenChunk, turn: Turn): Promise<{ fates: Fate[]; error?: Error }> => {
  if (positions.length === 0) return { fates: [] };
  try {
    return { fates: await send(turn) };
  } catch (error) {
    return { fates: positions.map(() => 'later' as const), error: error instanceof Error ? error : new ChunkUnfinished() };
  }
};
