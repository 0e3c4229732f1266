import type { SpaceId } from '../../../schemas/account.ts';
import { Problem } from '../../shared/problem.ts';
import { type Change, type Commit, ConditionFailed, type Write } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import type { Told } from './document-store.ts';

export interface TellingTables {
  /** The feeds of spaces. */
  actions: string;
  memberships: string;
}

/** 200 people who begin an upload in one space at once all have their turn within the time of a request. */
const PATIENCE = 40;

export type CommitTold = (place: Record<string, string> & { spaceId: SpaceId }, writes: Write[], told: Told) => Promise<void>;

/**
 * Commits writes with what they tell: the feed of the space, events and the audit record; and, when a person asked for them, under the condition
 * that this person still is a member: who was put out since the request was let in meets a space that does not exist. Throws ConditionFailed for
 * the writes themselves.
 */
export const committingTold =
  ({ actions, memberships }: TellingTables, commit: Commit): CommitTold =>
  async (place, writes, { action, trail, whileMember, ...told }) => {
    const inFeed = action ? [writeOfAction(actions, { spaceId: place.spaceId, ...action })] : [];
    const person = trail && trail.actor !== 'public' && trail.actor !== 'deployment' ? trail.actor : whileMember;
    const asMember = person ? [memberStill(memberships, place.spaceId, person)] : [];
    const change: Change = { writes: [...writes, ...inFeed, ...asMember], trail, about: place, patience: PATIENCE, ...told };
    try {
      await commit(change);
    } catch (error) {
      const putOut = error instanceof ConditionFailed && asMember.length > 0 && error.failed.includes(change.writes.length - 1);
      throw putOut ? new Problem('not-found') : error;
    }
  };
