import type { staff } from '../../../schemas/routes/staff.ts';
import type { UseCase } from '../../shared/router.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';

export const listStaffInvitations =
  (invitations: Pick<StaffInvitationStore, 'list'>): UseCase<typeof staff.listStaffInvitations> =>
  ({ query }) =>
    invitations.list(query);
