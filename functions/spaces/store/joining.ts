import type { Commit } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { always, attempt } from './attempt.ts';
import { type KeptInvitation, stepsToTakeAway } from './invitation-items.ts';
import { oneMore, stepsToJoin } from './membership-writes.ts';
import type { KeptSpace, ToldTables } from './space-items.ts';
import type { Doing } from './spaces.ts';
import { toldToPerson } from './told-to-person.ts';

export interface Joining {
  /** `no-member`: whoever invited is none any more, and the invitation is worth nothing; `refused`: the space takes nobody. */
  accept(
    invitation: KeptInvitation,
    space: Pick<KeptSpace, 'name'>,
    joining: Doing & { name: string },
  ): Promise<'done' | 'gone' | 'no-member' | 'refused' | 'member-already' | 'too-many-spaces'>;
}

export const joining = (tables: ToldTables, commit: Commit): Joining => ({
  accept: (invitation, space, { accountId, name, at, trail }) => {
    const { spaceId, invitedBy, id: invitationId } = invitation;
    return attempt(
      commit,
      [
        ...stepsToTakeAway(tables.spaces, invitation),
        ['no-member', memberStill(tables.memberships, spaceId, invitedBy)],
        ['refused', oneMore(tables.spaces, spaceId)],
        ...stepsToJoin(tables, { spaceId, accountId, name, at }),
        always(writeOfAction(tables.actions, { spaceId, kind: 'member.joined', by: { accountId }, at })),
        toldToPerson(tables.history, { kind: 'space-joined', accountId, at, name: space.name }),
      ],
      { trail, about: { spaceId, invitationId } },
    );
  },
});
