import type { staffPages } from '../../../schemas/routes/staff-pages.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { untouched } from '../pages/form-parts.ts';
import { invitationGonePage, invitationPage } from '../pages/invitation.ts';
import type { LinkStore } from '../store/links.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';

export interface InvitationDependencies {
  links: Pick<LinkStore, 'find'>;
  invitations: Pick<StaffInvitationStore, 'findByAddress'>;
  clock: Clock;
}

/** The invitation that a link leads to; undefined when either has ended. */
export const invitationBehind = async ({ links, invitations }: InvitationDependencies, token: string, at: Date) => {
  const address = (await links.find('invitation', token, at))?.address;
  return address && invitations.findByAddress(address, at);
};

/** Opening the link changes nothing: mail programs open links too. */
export const showStaffInvitation =
  (dependencies: InvitationDependencies): UseCase<typeof staffPages.showStaffInvitation> =>
  async ({ params }) => {
    const invitation = await invitationBehind(dependencies, params.link, dependencies.clock());
    return invitation ? invitationPage(invitation, untouched) : invitationGonePage();
  };
