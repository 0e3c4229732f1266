import * as z from 'zod/mini';
import { EmailAddress, SpaceId } from '../account.ts';
import { Invitation, InvitationId, InvitationLink, MemberName, ReceivedInvitation, Space } from '../space.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const params = z.object({ spaceId: SpaceId });
const ofInvitation = z.extend(params, { invitationId: InvitationId });
const ofLink = z.object({ invitationLink: InvitationLink });

export const invitations = {
  inviteMember: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/invitations',
    summary: 'Inviter une personne par courriel ; la réponse est la même qu’elle ait un compte ou non',
    access,
    audit: 'member.invited',
    params,
    body: z.object({ email: EmailAddress }),
    status: 201,
    response: Invitation,
    problems: ['account-suspended', 'space-is-personal', 'member-already', 'space-closing', 'invitation-pending', 'too-many-invitations'],
  }),
  listInvitations: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/invitations',
    summary: 'Lister les invitations qui attendent une réponse',
    access,
    params,
    status: 200,
    response: z.object({ items: z.array(Invitation) }),
    problems: [],
  }),
  withdrawInvitation: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/invitations/{invitationId}',
    summary: 'Retirer une invitation : son lien ne mène plus à rien',
    access,
    audit: 'member.invitation-withdrawn',
    params: ofInvitation,
    status: 204,
    problems: ['invitation-not-found'],
  }),
  remindInvitation: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/invitations/{invitationId}/reminder',
    summary: 'Renvoyer une invitation, valable de nouveau 14 jours',
    access,
    audit: 'member.reminded',
    params: ofInvitation,
    status: 200,
    response: Invitation,
    problems: ['account-suspended', 'invitation-not-found', 'space-closing', 'too-many-reminders', 'too-many-invitations'],
  }),
  listMyInvitations: defineRoute({
    method: 'GET',
    path: '/invitations',
    summary: 'Lister les invitations envoyées à l’adresse de mon compte',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(ReceivedInvitation) }),
    problems: ['account-not-found'],
  }),
  readInvitation: defineRoute({
    method: 'GET',
    path: '/invitations/{invitationLink}',
    summary: 'Lire une invitation par le lien du courriel',
    access: 'public',
    params: ofLink,
    status: 200,
    response: ReceivedInvitation,
    problems: ['invitation-not-found', 'invitation-expired'],
  }),
  acceptInvitation: defineRoute({
    method: 'POST',
    path: '/invitations/{invitationLink}/acceptance',
    summary: 'Accepter une invitation avec le compte de l’adresse invitée',
    access: 'signed-in',
    audit: 'member.joined',
    params: ofLink,
    body: z.object({ name: MemberName }),
    status: 201,
    response: Space,
    problems: [
      'account-suspended',
      'invitation-not-found',
      'invitation-expired',
      'invitation-for-another-address',
      'member-already',
      'space-closing',
      'too-many-members',
      'too-many-spaces',
    ],
  }),
  declineInvitation: defineRoute({
    method: 'POST',
    path: '/invitations/{invitationLink}/refusal',
    summary: 'Décliner une invitation, avec ou sans compte',
    access: 'public',
    audit: 'member.declined',
    params: ofLink,
    status: 204,
    problems: ['invitation-not-found'],
  }),
};
