import type { Clock } from '../shared/clock.ts';
import { errorFields, type Log } from '../shared/log.ts';
import type { Due, DueStore } from './store/due-items.ts';

export interface SweepDependencies {
  dueItems: Pick<DueStore, 'due'>;
  /** What is done with each thing whose time has come. */
  work: (due: Due) => Promise<void>;
  clock: Clock;
  log: Log;
}

/** From each of the sixteen parts of the index. */
const PAGE = 25;
const TOGETHER = 8;
/** Milliseconds before the end of the invocation at which nothing more is begun. */
const LAST = 10_000;

/** Does all that is due, as much as time allows; one thing that fails holds nothing else up, and is tried again by the next run. */
export const sweep =
  ({ dueItems, work, clock, log }: SweepDependencies) =>
  async (_event: unknown, context: { getRemainingTimeInMillis: () => number }): Promise<void> => {
    const waiting = await dueItems.due(clock().toISOString(), PAGE);
    const workInTurn = async (): Promise<void> => {
      for (let due = waiting.shift(); due && context.getRemainingTimeInMillis() > LAST; due = waiting.shift()) {
        try {
          await work(due);
        } catch (error) {
          log('document.due-failed', { ...('fileId' in due && { fileId: due.fileId }), ...errorFields(error) });
        }
      }
    };
    await Promise.all(Array.from({ length: TOGETHER }, workInTurn));
  };
