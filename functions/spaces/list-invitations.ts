import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { hasExpired } from './rules/invitation.ts';
import { shownInvitation } from './rules/shown-invitation.ts';
import type { InvitationReader } from './store/invitations.ts';
import type { MemberReader } from './store/members.ts';

interface Dependencies {
  invitations: Pick<InvitationReader, 'listOf'>;
  members: MemberReader;
  clock: Clock;
}

/** Those that can still be accepted, the newest first. */
export const listInvitations =
  ({ invitations, members, clock }: Dependencies): UseCase<typeof routes.listInvitations> =>
  async ({ params: { spaceId } }) => {
    const now = clock();
    const [all, present] = await Promise.all([invitations.listOf(spaceId), members.listOf(spaceId)]);
    const accounts = new Set(present.map(({ accountId }) => accountId));
    const waiting = all.filter((invitation) => accounts.has(invitation.invitedBy) && !hasExpired(invitation, now));
    const names = await members.namesOf(
      spaceId,
      present.map(({ memberId }) => memberId),
    );
    const items = waiting.map((one) => shownInvitation(one, names.get(memberIdOf(spaceId, one.invitedBy)) ?? ''));
    return { items: items.toSorted((one, other) => (one.invitedAt < other.invitedAt ? 1 : -1)) };
  };
