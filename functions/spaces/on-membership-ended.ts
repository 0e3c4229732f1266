import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { InvitationChanges } from './store/invitation-changes.ts';
import type { InvitationReader } from './store/invitations.ts';

interface Dependencies {
  invitations: Pick<InvitationReader, 'listOf'>;
  changes: Pick<InvitationChanges, 'drop'>;
  membership: Membership;
}

/** Takes away the invitations of somebody who is out: they are worth nothing since that instant, and hold addresses that others may invite. */
export const onMembershipEnded =
  ({ invitations, changes, membership }: Dependencies) =>
  async ({ spaceId, accountId }: { spaceId: SpaceId; accountId: AccountId }): Promise<void> => {
    if (await membership(spaceId, accountId)) return;
    for (const invitation of await invitations.listOf(spaceId)) if (invitation.invitedBy === accountId) await changes.drop(invitation);
  };
