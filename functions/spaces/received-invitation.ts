import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { ReceivedInvitation } from '../../schemas/space.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { InvitationLinks } from './invitation-link.ts';
import { hasExpired } from './rules/invitation.ts';
import type { KeptInvitation } from './store/invitation-items.ts';
import type { InvitationReader } from './store/invitations.ts';
import type { MemberReader } from './store/members.ts';
import type { KeptSpace } from './store/space-items.ts';
import type { SpaceStore } from './store/spaces.ts';

export interface ReceivedDependencies {
  links: InvitationLinks;
  invitations: Pick<InvitationReader, 'find'>;
  store: Pick<SpaceStore, 'find'>;
  members: Pick<MemberReader, 'namesOf'>;
  membership: Membership;
}

/** An invitation that is worth something, and what the person who is invited may know of the space. */
export interface Received {
  invitation: KeptInvitation;
  space: KeptSpace;
}

/** Undefined when whoever invited is no member any more, or the space is gone: nobody gets in by the word of somebody who is out. */
export const received = async (
  { store, membership }: Pick<ReceivedDependencies, 'store' | 'membership'>,
  invitation: KeptInvitation,
): Promise<Received | undefined> => {
  const [space, stillThere] = await Promise.all([store.find(invitation.spaceId), membership(invitation.spaceId, invitation.invitedBy)]);
  return space && stillThere ? { invitation, space } : undefined;
};

/** The invitation that a link leads to; `gone` when there is nothing to accept, whatever the reason. */
export const followLink = async (dependencies: ReceivedDependencies, link: string, now: Date): Promise<Received | 'gone' | 'expired'> => {
  const invited = await dependencies.links.open(link);
  const invitation = invited && (await dependencies.invitations.find(invited.spaceId, invited.invitationId));
  if (!invitation) return 'gone';
  if (hasExpired(invitation, now)) return 'expired';
  return (await received(dependencies, invitation)) ?? 'gone';
};

export const nameOfInviter = async (
  { members }: Pick<ReceivedDependencies, 'members'>,
  spaceId: SpaceId,
  accountId: AccountId,
): Promise<string> => {
  const memberId = memberIdOf(spaceId, accountId);
  return (await members.namesOf(spaceId, [memberId])).get(memberId) ?? '';
};

export const shownReceived = async (
  dependencies: Pick<ReceivedDependencies, 'members'>,
  { invitation, space }: Received,
  link: string,
): Promise<ReceivedInvitation> => ({
  link,
  spaceName: space.name,
  invitedBy: await nameOfInviter(dependencies, space.id, invitation.invitedBy),
  email: invitation.email,
  expiresAt: invitation.until,
});
