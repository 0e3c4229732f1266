import { type Account, AccountId, SpaceId } from '../../../schemas/account.ts';
import type { staffPages } from '../../../schemas/routes/staff-pages.ts';
import type { StaffInvitation } from '../../../schemas/staff.ts';
import { deviceInWords } from '../../shared/device.ts';
import type { UseCase } from '../../shared/router.ts';
import { passwordError } from '../asking/password-errors.ts';
import { acceptedPage, invitationGonePage, invitationPage } from '../pages/invitation.ts';
import type { IsCommonPassword } from '../passwords/common-passwords.ts';
import type { PasswordHashes } from '../passwords/password-hashes.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';
import { type InvitationDependencies, invitationBehind } from './show-staff-invitation.ts';

export interface AcceptDependencies extends InvitationDependencies {
  invitations: Pick<StaffInvitationStore, 'findByAddress' | 'accept'>;
  isCommon: IsCommonPassword;
  hashes: Pick<PasswordHashes, 'hash'>;
  newId: () => string;
}

const accountFor = ({ email, role, service }: StaffInvitation, newId: () => string, at: Date): Account => ({
  id: AccountId.parse(newId()),
  email,
  role,
  ...(service !== null && { service }),
  status: 'active',
  personalSpaceId: SpaceId.parse(newId()),
  openedAt: at.toISOString(),
});

/** The account is born with its password; a second factor is set up at the first sign-in, before any token. */
export const acceptStaffInvitation =
  (dependencies: AcceptDependencies): UseCase<typeof staffPages.acceptStaffInvitation> =>
  async ({ params: { link: token }, form }, { trail, visitor }) => {
    const { invitations, isCommon, hashes, newId, clock } = dependencies;
    const at = clock();
    const invitation = await invitationBehind(dependencies, token, at);
    if (!invitation) return invitationGonePage();
    if (!form.valid) return invitationPage(invitation, form, 400);
    const wrong = await passwordError(isCommon, form.values.password, invitation.email);
    if (wrong) return invitationPage(invitation, { typed: {}, errors: { password: wrong } }, 400);
    const account = accountFor(invitation, newId, at);
    const hash = await hashes.hash(form.values.password);
    const device = deviceInWords(visitor.agent);
    return (await invitations.accept({ token, invitation, account, hash, at, device }, trail)) ? acceptedPage() : invitationGonePage();
  };
