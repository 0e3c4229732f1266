import type { SpaceId } from '../../schemas/account.ts';
import { INVITATION_DAYS, type InvitationId } from '../../schemas/space.ts';
import type { Clock } from '../shared/clock.ts';
import type { Delivery } from '../shared/consumer.ts';
import { letterOf } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import { type InvitationLinks, invitationAddress } from './invitation-link.ts';
import { nameOfInviter, received } from './received-invitation.ts';
import { hasExpired } from './rules/invitation.ts';
import type { InvitationReader } from './store/invitations.ts';
import type { MemberReader } from './store/members.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  invitations: Pick<InvitationReader, 'find'>;
  members: Pick<MemberReader, 'namesOf'>;
  membership: Membership;
  links: Pick<InvitationLinks, 'seal'>;
  post: PostLetter;
  clock: Clock;
  siteAddress: string;
}

/** Writes to whoever is invited, as things are when the letter goes: one that was withdrawn or sent again meanwhile is not sent. */
export const onMemberInvited =
  ({ invitations, links, post, clock, siteAddress, ...dependencies }: Dependencies) =>
  async (
    { spaceId, invitationId, sending }: { spaceId: SpaceId; invitationId: InvitationId; sending: number },
    { eventId }: Pick<Delivery, 'eventId'>,
  ): Promise<void> => {
    const invitation = await invitations.find(spaceId, invitationId);
    if (invitation?.sendings !== sending || hasExpired(invitation, clock())) return;
    const worth = await received(dependencies, invitation);
    if (!worth) return;
    const inviter = await nameOfInviter(dependencies, spaceId, invitation.invitedBy);
    const letter = letterOf({
      title: `Invitation à rejoindre « ${worth.space.name} »`,
      paragraphs: [
        `${inviter} vous invite à rejoindre l’espace de l’association « ${worth.space.name} » sur Parvis.`,
        'Vous y partagerez ses documents et ses démarches avec les autres membres, qui ont tous les mêmes droits. Chacun garde son propre compte et son espace personnel, que les autres ne voient pas.',
      ],
      action: {
        label: 'Voir l’invitation',
        address: invitationAddress(siteAddress, await links.seal({ spaceId, invitationId })),
      },
      afterwards: [
        `Pour accepter, connectez-vous avec le compte de l’adresse ${invitation.email}, ou créez-le : quelques minutes suffisent. Vous pouvez aussi décliner, sans compte.`,
        `Cette invitation est valable ${INVITATION_DAYS} jours. Si vous ne connaissez pas cette association, ignorez ce courriel.`,
      ],
      why: 'Vous recevez ce courriel parce qu’un membre de cette association a saisi votre adresse.',
    });
    await post({ id: eventId, to: invitation.email, letter });
  };
