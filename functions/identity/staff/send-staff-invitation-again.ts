import type { staff } from '../../../schemas/routes/staff.ts';
import type { UseCase } from '../../shared/router.ts';
import { invitationEnd } from '../rules/staff.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';
import { type InviteDependencies, invitationLink } from './invite-staff.ts';

export interface SendAgainDependencies extends Pick<InviteDependencies, 'linkKeys' | 'clock'> {
  invitations: Pick<StaffInvitationStore, 'find' | 'prolong'>;
}

export const sendStaffInvitationAgain =
  (dependencies: SendAgainDependencies): UseCase<typeof staff.sendStaffInvitationAgain> =>
  async ({ params: { staffInvitationId: invitationId } }, { trail, problem }) => {
    const { invitations, clock } = dependencies;
    const at = clock();
    const found = await invitations.find(invitationId, at);
    if (!found) throw problem('staff-invitation-not-found');
    const invitation = { ...found, expiresAt: invitationEnd(at).toISOString() };
    const link = await invitationLink(dependencies, invitation.email, at);
    if (!(await invitations.prolong(invitation, link, trail))) throw problem('staff-invitation-not-found');
    return invitation;
  };
