import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { attempt } from './attempt.ts';
import { membershipLeft, spaceEnded, stepsToClose, stepsToLeave } from './membership-writes.ts';
import type { SpaceTables } from './space-items.ts';

/** How an account that is erased goes from its associations: as everybody does, but that nobody is left to read a history. */
export interface Departures {
  /** `last`: nobody would be left. */
  leave(spaceId: SpaceId, accountId: AccountId, at: Date): Promise<'done' | 'no-member' | 'last'>;
  /** The space ends with its last member, at once. */
  close(spaceId: SpaceId, accountId: AccountId, at: Date): Promise<'done' | 'no-member' | 'refused'>;
}

export const departures = (tables: SpaceTables, commit: Commit): Departures => ({
  leave: (spaceId, accountId, at) =>
    attempt(commit, stepsToLeave(tables, { spaceId, accountId, at }), {
      about: { spaceId },
      events: [membershipLeft({ spaceId, accountId, at })],
    }),
  close: (spaceId, accountId, at) =>
    attempt(commit, stepsToClose(tables, { spaceId, accountId }), { about: { spaceId }, events: spaceEnded({ spaceId, accountId, at }) }),
});
