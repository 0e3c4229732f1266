import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { InvitationLinks } from './invitation-link.ts';
import type { InvitationChanges } from './store/invitation-changes.ts';
import type { InvitationReader } from './store/invitations.ts';

interface Dependencies {
  links: Pick<InvitationLinks, 'open'>;
  invitations: Pick<InvitationReader, 'find'>;
  changes: Pick<InvitationChanges, 'decline'>;
  clock: Clock;
}

/** Nobody needs an account to say no; the members read it in the feed. */
export const declineInvitation =
  ({ links, invitations, changes, clock }: Dependencies): UseCase<typeof routes.declineInvitation> =>
  async ({ params: { invitationLink: link } }, { trail, problem }) => {
    const invited = await links.open(link);
    const invitation = invited && (await invitations.find(invited.spaceId, invited.invitationId));
    if (!invitation || (await changes.decline(invitation, clock(), trail)) === 'gone') throw problem('invitation-not-found');
  };
