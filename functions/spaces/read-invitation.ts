import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { followLink, type ReceivedDependencies, shownReceived } from './received-invitation.ts';

/** Whoever holds the link holds the mail: they read who invites them where, and to which address. */
export const readInvitation =
  (dependencies: ReceivedDependencies & { clock: Clock }): UseCase<typeof routes.readInvitation> =>
  async ({ params: { invitationLink: link } }, { problem }) => {
    const found = await followLink(dependencies, link, dependencies.clock());
    if (found === 'gone') throw problem('invitation-not-found', 'Elle a été acceptée, déclinée ou retirée.');
    if (found === 'expired') throw problem('invitation-expired', 'Demandez à l’association de vous inviter de nouveau.');
    return shownReceived(dependencies, found, link);
  };
