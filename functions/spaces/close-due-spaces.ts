import { errorFields, type Log } from '../shared/log.ts';
import type { Closings } from './store/closings.ts';
import type { MemberReader } from './store/members.ts';

interface Dependencies {
  closings: Pick<Closings, 'due' | 'end'>;
  members: Pick<MemberReader, 'listOf'>;
  log: Log;
}

/** Ends each space whose pause is over at that time; one that fails holds up none of the others, and is met again at the next run. */
export const closeDueSpaces =
  ({ closings, members, log }: Dependencies) =>
  async ({ time }: { time: string }): Promise<void> => {
    const now = new Date(time);
    for (const spaceId of await closings.due(now)) {
      try {
        const [last] = await members.listOf(spaceId);
        if (last && (await closings.end(spaceId, last.accountId, now, 'paused')) === 'done') log('space.closed');
      } catch (error) {
        log('space.closing-failed', errorFields(error));
      }
    }
  };
