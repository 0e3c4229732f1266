import { errorFields, type Log } from '../shared/log.ts';
import { hasHistory, type ReadPerson } from '../shared/store/person.ts';
import type { Closings } from './store/closings.ts';
import type { MemberReader } from './store/members.ts';
import type { SpaceReader } from './store/space-reader.ts';

interface Dependencies {
  store: Pick<SpaceReader, 'find'>;
  closings: Pick<Closings, 'due' | 'end'>;
  members: Pick<MemberReader, 'listOf'>;
  readPerson: ReadPerson;
  log: Log;
}

/** Ends each space whose pause is over at that time; one that fails holds up none of the others, and is met again at the next run. */
export const closeDueSpaces =
  ({ store, closings, members, readPerson, log }: Dependencies) =>
  async ({ time }: { time: string }): Promise<void> => {
    const now = new Date(time);
    for (const spaceId of await closings.due(now)) {
      try {
        const [space, [last]] = await Promise.all([store.find(spaceId), members.listOf(spaceId)]);
        if (!space || !last) continue;
        const told = hasHistory(await readPerson(last.accountId));
        if ((await closings.end(space, { accountId: last.accountId, told }, now)) === 'done') log('space.closed');
      } catch (error) {
        log('space.closing-failed', errorFields(error));
      }
    }
  };
