import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import { spaceMembershipEnded } from '../../../schemas/events/spaces.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { oneLess, stepsToEnd } from './membership-writes.ts';
import { memberKey, type SpaceTables } from './space-items.ts';
import type { Doing } from './spaces.ts';

export interface MemberChanges {
  /** `last`: nobody would be left. Without a trail it is the account that goes. */
  leave(spaceId: SpaceId, doing: Pick<Doing, 'accountId' | 'at'> & Partial<Doing>): Promise<'done' | 'no-member' | 'last'>;
  /** `no-member`: whoever removes is none any more; `gone`: whoever is removed is none any more. */
  remove(spaceId: SpaceId, removed: { accountId: AccountId; reason: string }, doing: Doing): Promise<'done' | 'no-member' | 'gone'>;
  rename(spaceId: SpaceId, names: { name: string; older: string }, doing: Doing): Promise<'done' | 'no-member'>;
}

export const memberChanges = (tables: SpaceTables, commit: Commit): MemberChanges => ({
  leave: (spaceId, { accountId, at, trail }) =>
    attempt(
      commit,
      [
        ...stepsToEnd(tables, { spaceId, accountId }),
        ['last', oneLess(tables.spaces, spaceId)],
        always(writeOfAction(tables.actions, { spaceId, kind: 'member.left', by: { accountId }, at })),
      ],
      {
        trail,
        about: { spaceId },
        events: [newEvent(spaceMembershipEnded, { spaceId, accountId, at: at.toISOString(), how: 'left' })],
      },
    ),
  async remove(spaceId, { accountId: removed, reason }, { accountId, at, trail }) {
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
