import type { staff } from '../../../schemas/routes/staff.ts';
import type { dynamo } from '../../shared/aws.ts';
import type { UseCases } from '../../shared/router.ts';
import { changeStaffPlace } from '../staff/change-staff-place.ts';
import { inviteStaff } from '../staff/invite-staff.ts';
import { listStaff } from '../staff/list-staff.ts';
import { listStaffInvitations } from '../staff/list-staff-invitations.ts';
import { reinstateAccount } from '../staff/reinstate-account.ts';
import { sendStaffInvitationAgain } from '../staff/send-staff-invitation-again.ts';
import { suspendAccount } from '../staff/suspend-account.ts';
import { withdrawStaffInvitation } from '../staff/withdraw-staff-invitation.ts';
import { type StaffEnvironment, wireStaff } from './staff.ts';

/** What administrators do about who works here. */
export const staffUseCases = (client: ReturnType<typeof dynamo>, environment: StaffEnvironment): UseCases<typeof staff> => {
  const dependencies = wireStaff(client, environment);
  return {
    inviteStaff: inviteStaff(dependencies),
    listStaffInvitations: listStaffInvitations(dependencies.invitations),
    sendStaffInvitationAgain: sendStaffInvitationAgain(dependencies),
    withdrawStaffInvitation: withdrawStaffInvitation(dependencies),
    listStaff: listStaff(dependencies.store),
    changeStaffPlace: changeStaffPlace(dependencies),
    suspendAccount: suspendAccount(dependencies),
    reinstateAccount: reinstateAccount(dependencies),
  };
};
