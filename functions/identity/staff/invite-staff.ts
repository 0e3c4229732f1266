import type { staff } from '../../../schemas/routes/staff.ts';
import { type StaffInvitation, StaffInvitationId, type StaffPlace } from '../../../schemas/staff.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { type NewLink, newLink } from '../links/new-link.ts';
import { invitationEnd, keptPlace } from '../rules/staff.ts';
import type { People } from '../store/people.ts';
import type { StaffInvitationStore } from '../store/staff-invitations.ts';

export interface InviteDependencies {
  invitations: Pick<StaffInvitationStore, 'invite'>;
  people: Pick<People, 'byAddress'>;
  linkKeys: ReadKeyring;
  clock: Clock;
  /** 32 hexadecimal digits. */
  newId: () => string;
}

/** What is kept of an invitation, and the link that only its mail holds. */
export interface Invited {
  invitation: StaffInvitation;
  link: NewLink;
}

/** A link that leads to an invitation, by the address that it is for. */
export const invitationLink = async ({ linkKeys }: Pick<InviteDependencies, 'linkKeys'>, email: string, at: Date): Promise<NewLink> =>
  newLink(await linkKeys(), { purpose: 'invitation', address: hashAddress(email), email, at });

/** The one way in which somebody comes to work here, the first administrator too. Whoever has an account as a citizen keeps it apart from their work. */
export const invite =
  (dependencies: InviteDependencies) =>
  async (email: string, place: StaffPlace, trail: Trail): Promise<Invited | 'account-exists' | 'invited-already'> => {
    const { invitations, people, clock, newId } = dependencies;
    const at = clock();
    if ((await people.byAddress(hashAddress(email), at)).account) return 'account-exists';
    const { role, service = null } = keptPlace(place);
    const invitation: StaffInvitation = {
      id: StaffInvitationId.parse(`inv_${String(at.getTime()).padStart(13, '0')}_${newId()}`),
      email,
      role,
      service,
      invitedAt: at.toISOString(),
      expiresAt: invitationEnd(at).toISOString(),
    };
    const link = await invitationLink(dependencies, email, at);
    return (await invitations.invite(invitation, link, trail)) ? { invitation, link } : 'invited-already';
  };

const OTHER_ADDRESS = 'Un compte personnel et un compte de travail restent séparés : invitez cette personne à son adresse professionnelle.';
const SEND_AGAIN = 'Renvoyez l’invitation qui est en attente, ou retirez-la d’abord.';

export const inviteStaff =
  (dependencies: InviteDependencies): UseCase<typeof staff.inviteStaff> =>
  async ({ body: { email, place } }, { trail, problem }) => {
    const invited = await invite(dependencies)(email, place, trail);
    if (invited === 'account-exists') throw problem('account-exists', OTHER_ADDRESS);
    if (invited === 'invited-already') throw problem('staff-invited-already', SEND_AGAIN);
    return invited.invitation;
  };
