import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { noSuchSpace } from './association.ts';
import type { InvitationChanges } from './store/invitation-changes.ts';
import type { InvitationReader } from './store/invitations.ts';

interface Dependencies {
  invitations: Pick<InvitationReader, 'find'>;
  changes: Pick<InvitationChanges, 'withdraw'>;
  clock: Clock;
}

/** Every member may, whoever invited. */
export const withdrawInvitation =
  ({ invitations, changes, clock }: Dependencies): UseCase<typeof routes.withdrawInvitation> =>
  async ({ params: { spaceId, invitationId } }, { caller: { accountId }, trail, problem }) => {
    const invitation = await invitations.find(spaceId, invitationId);
    if (!invitation) throw problem('invitation-not-found');
    const done = await changes.withdraw(invitation, { accountId, at: clock(), trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'gone') throw problem('invitation-not-found');
  };
