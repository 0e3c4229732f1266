import type { Clock } from '../shared/clock.ts';
import { errorFields, type Log } from '../shared/log.ts';
import type { Closings } from './store/closings.ts';
import type { MemberReader } from './store/members.ts';

interface Dependencies {
  closings: Pick<Closings, 'due' | 'end'>;
  members: Pick<MemberReader, 'listOf'>;
  clock: Clock;
  log: Log;
}

/** Ends each space whose pause is over; one that fails holds up none of the others, and is met again at the next run. */
export const closeDueSpaces =
  ({ closings, members, clock, log }: Dependencies) =>
  async (): Promise<void> => {
    for (const spaceId of await closings.due(clock())) {
      try {
        const [last] = await members.listOf(spaceId);
        if (last && (await closings.end(spaceId, last.accountId, clock(), 'paused')) === 'done') log('space.closed');
      } catch (error) {
        log('space.closing-failed', errorFields(error));
      }
    }
  };
