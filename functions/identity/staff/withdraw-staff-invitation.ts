import type { staff } from '../../../schemas/routes/staff.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';

/** Its link leads nowhere from then on. */
export const withdrawStaffInvitation =
  ({
    invitations,
    clock,
  }: {
    invitations: Pick<StaffInvitationStore, 'find' | 'withdraw'>;
    clock: Clock;
  }): UseCase<typeof staff.withdrawStaffInvitation> =>
  async ({ params: { staffInvitationId: invitationId } }, { trail, problem }) => {
    const invitation = await invitations.find(invitationId, clock());
    if (!invitation || !(await invitations.withdraw(invitation, trail))) throw problem('staff-invitation-not-found');
  };
