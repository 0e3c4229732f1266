import type { Clock } from '../../shared/clock.ts';
import type { BatchRun } from '../../shared/consumer.ts';
import { log } from '../../shared/log.ts';
import type { SendBudget } from '../../shared/sending/budget.ts';
import type { Fate, Turn } from '../mailer.ts';
import { CALL, CHUNK, type ChunkRef, chunkName, type Outcomes } from '../rules/chunks.ts';
import type { ChunkStore, Reservation } from '../store/chunks.ts';
import type { OpenTurn, TurnOf } from './turns.ts';

/** What a call comes to when its people are looked at: who of them is to be written to, and how. */
export interface WrittenCall {
  /** Positions in the chunk; everybody else of the call has left, but for those of `recorded`. */
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
  /** At most fifty people are pending in what it is given: those of one call. */
  write: (reservation: Reservation) => Promise<WrittenCall>;
}

interface Dependencies {
  chunks: Pick<ChunkStore, 'reserve' | 'note' | 'settle'>;
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
 * Sends one chunk: reserve; then, call by call, send and record. Killed before a send nothing has happened; killed after it and before its
 * record, what the worker had in its hands is sent again once the lease has ended. Gives the seconds to wait when somebody's turn has not come.
 */
export const sendChunk =
  (dependencies: Dependencies) =>
  async (work: ChunkWork): Promise<number | undefined> => {
    const { chunks, clock } = dependencies;
    const { chunk, budget, run } = work;
    if (await budget.isStopped()) return again.stopped;
    const now = clock();
    const end = now.getTime() + run.timeLeft();
    const stopAt = end - ANSWER_WITHIN - RECORD_WITHIN;
    if (now.getTime() >= stopAt) return again.waiting;
    const reservation = await chunks.reserve(chunk, now, new Date(end + LEASE_AFTER_END));
    if (reservation === 'sent') return undefined;
    if (reservation === 'busy') return again.held;
    if (reservation.recovered) log('chunk.recovered', { ...fieldsOf(reservation), count: reservation.pending.length });
    return endOf(reservation, await sendCalls(dependencies, reservation, work, stopAt));
  };

const fieldsOf = (reservation: Reservation) => ({ publicationId: reservation.publicationId, chunk: chunkName(reservation) });

/** How many people had which fate, and what went wrong first. */
interface Tally {
  fates: Record<Fate, number>;
  error: Error | undefined;
}

/** Calls of one chunk in the making at once: one is sent while the next is written and waits for its turn. */
const TOGETHER = 2;

/**
 * The calls of a chunk, each recorded as soon as it is made, one record after the other: the last with the counts of the chunk. Once anything
 * keeps one of them from going, none is begun any more.
 */
const sendCalls = async (
  { chunks, openTurn, clock }: Dependencies,
  reservation: Reservation,
  { budget, run, write }: ChunkWork,
  stopAt: number,
): Promise<Tally> => {
  const tally: Tally = { fates: { accepted: 0, refused: 0, later: 0, waiting: 0 }, error: undefined };
  const waiting = [...reservation.pending];
  const calls = { inTheMaking: 0, areOver: false };
  let recorded: Promise<void> = Promise.resolve();

  /** A call is no longer in the making when its record is: so that one of them is the last. */
  const record = (outcomes: Outcomes): Promise<void> => {
    calls.inTheMaking -= 1;
    const isLast = calls.inTheMaking === 0 && (calls.areOver || waiting.length === 0);
    const keep = () => (isLast ? chunks.settle(reservation, outcomes, clock()) : chunks.note(reservation, outcomes));
    recorded = recorded.then(keep, keep);
    return recorded;
  };

  const makeCall = async (): Promise<void> => {
    const call = { ...reservation, pending: waiting.splice(0, CALL) };
    const turn = openTurn({ budget, stopAt, behind: waiting.length + run.behind() * CHUNK });
    calls.inTheMaking += 1;
    try {
      const { outcomes, fates, error } = await sendCall(call, write, turn);
      for (const fate of fates) tally.fates[fate] += 1;
      tally.error ??= error;
      calls.areOver ||= fates.includes('waiting') || clock().getTime() >= stopAt;
      await record(outcomes);
      if (outcomes.failed.length > 0) log('mail.refused', { ...fieldsOf(reservation), count: outcomes.failed.length });
    } catch (error) {
      calls.areOver = true;
      throw error;
    } finally {
      turn.close();
    }
  };

  const makeCalls = async (): Promise<void> => {
    while (waiting.length > 0 && !calls.areOver) await makeCall();
  };
  /** SMS are paid by the piece: what is spent is known before the next are written. */
  const others = reservation.channel === 'sms' ? 0 : TOGETHER - 1;
  const ends = await Promise.allSettled([makeCall().then(makeCalls), ...Array.from({ length: others }, makeCalls)]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  tally.fates.waiting += waiting.length;
  return tally;
};

const sendCall = async (call: Reservation, write: ChunkWork['write'], turn: Turn) => {
  const written = await write(call);
  const { fates, error } = await trySending(written, turn);
  const withFate = (wanted: Fate): number[] => written.positions.filter((_, at) => fates[at] === wanted);
  const known = new Set([...written.positions, ...(written.recorded ?? [])]);
  const left = call.pending.flatMap(({ position }) => (known.has(position) ? [] : [position]));
  const outcomes: Outcomes = { accepted: withFate('accepted'), failed: withFate('refused'), left };
  return { outcomes, fates, error };
};

/** A call that fails as a whole leaves everybody of it for later: those who have left are recorded all the same, and the other calls are made. */
const trySending = async ({ positions, send }: WrittenCall, turn: Turn): Promise<{ fates: Fate[]; error?: Error }> => {
  if (positions.length === 0) return { fates: [] };
  try {
    return { fates: await send(turn) };
  } catch (error) {
    return { fates: positions.map(() => 'later' as const), error: error instanceof Error ? error : new ChunkUnfinished() };
  }
};

/** Says what became of the chunk; the seconds after which its message comes back. */
const endOf = (reservation: Reservation, { fates, error }: Tally): number | undefined => {
  const fields = fieldsOf(reservation);
  if (fates.later > 0) {
    log('chunk.retried', { ...fields, count: fates.later });
    throw error ?? new ChunkUnfinished();
  }
  if (fates.waiting === 0) log('chunk.sent', { ...fields, count: fates.accepted });
  else log('chunk.postponed', { ...fields, count: fates.waiting });
  return fates.waiting > 0 ? again.waiting : undefined;
};
