import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import { spaceMembershipEnded } from '../../../schemas/events/spaces.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { membershipLeft, oneLess, stepsToEnd, stepsToLeave } from './membership-writes.ts';
import { type KeptSpace, memberKey, type ToldTables } from './space-items.ts';
import type { Doing } from './spaces.ts';
import { toldToPerson } from './told-to-person.ts';

type Named = Pick<KeptSpace, 'id' | 'name'>;

export interface Removed {
  accountId: AccountId;
  reason: string;
  /** Whether they have a history to read it in: that of an account that goes has been erased already, or is about to be. */
  told: boolean;
}

export interface MemberChanges {
  /** `last`: nobody would be left. */
  leave(space: Named, doing: Doing): Promise<'done' | 'no-member' | 'last'>;
  /** `no-member`: whoever removes is none any more; `gone`: whoever is removed is none any more. */
  remove(space: Named, removed: Removed, doing: Doing): Promise<'done' | 'no-member' | 'gone'>;
  rename(spaceId: SpaceId, names: { name: string; older: string }, doing: Doing): Promise<'done' | 'no-member'>;
}

export const memberChanges = (tables: ToldTables, commit: Commit): MemberChanges => ({
  leave: ({ id: spaceId, name }, { accountId, at, trail }) =>
    attempt(
      commit,
      [...stepsToLeave(tables, { spaceId, accountId, at }), toldToPerson(tables.history, { kind: 'space-left', accountId, at, name })],
      { trail, about: { spaceId }, events: [membershipLeft({ spaceId, accountId, at })] },
    ),
  async remove({ id: spaceId, name }, { accountId: removed, reason, told }, { accountId, at, trail }) {
    const action = { spaceId, kind: 'member.removed' as const, by: { accountId }, at, member: removed, reason };
    const [ending, ...others] = stepsToEnd(tables, { spaceId, accountId: removed });
    if (!ending) throw new Error('nothing ends a membership');
    return attempt(
      commit,
      [
        ['no-member', memberStill(tables.memberships, spaceId, accountId)],
        ['gone', ending[1]],
        ...others,
        ['gone', oneLess(tables.spaces, spaceId)],
        always(writeOfAction(tables.actions, action)),
        ...(told
          ? [toldToPerson(tables.history, { kind: 'space-access-removed', accountId: removed, at, name, by: 'member', why: reason })]
          : []),
      ],
      {
        trail,
        about: { spaceId, memberId: memberIdOf(spaceId, removed) },
        events: [newEvent(spaceMembershipEnded, { spaceId, accountId: removed, at: at.toISOString(), how: 'removed' })],
      },
    );
  },
  rename: (spaceId, { name, older }, { accountId, at, trail }) =>
    attempt(
      commit,
      [
        ['no-member', memberStill(tables.memberships, spaceId, accountId)],
        always({ Put: { TableName: tables.spaces, Item: { ...memberKey(spaceId, memberIdOf(spaceId, accountId)), name } } }),
        always(writeOfAction(tables.actions, { spaceId, kind: 'member.renamed', by: { accountId }, at, object: { name: older } })),
      ],
      { trail, about: { spaceId } },
    ),
});
