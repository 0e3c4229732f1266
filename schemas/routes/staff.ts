import * as z from 'zod/mini';
import { AccountId, EmailAddress, Role, Service } from '../account.ts';
import { PageQuery, pageOf } from '../page.ts';
import { StaffInvitation, StaffInvitationId, StaffMember, StaffPlace } from '../staff.ts';
import { defineRoute } from './route.ts';

const byAdministrators = { access: { role: 'administrator' } } as const;
const invitation = z.object({ staffInvitationId: StaffInvitationId });
const member = z.object({ accountId: AccountId });
const StaffQuery = z.extend(PageQuery, {
  /** Part of an address. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  role: z.optional(Role),
  service: z.optional(Service),
});

/** Who works here: administrators see to it, and each of these acts leaves its trace. */
export const staff = {
  inviteStaff: defineRoute({
    ...byAdministrators,
    method: 'POST',
    path: '/staff/invitations',
    summary: 'Inviter un agent, un éditeur ou un administrateur',
    recent: true,
    audit: 'staff.invited',
    body: z.object({ email: EmailAddress, place: StaffPlace }),
    status: 201,
    response: StaffInvitation,
    problems: ['account-exists', 'staff-invited-already'],
  }),
  listStaffInvitations: defineRoute({
    ...byAdministrators,
    method: 'GET',
    path: '/staff/invitations',
    summary: 'Lister les invitations en attente, les dernières d’abord',
    query: PageQuery,
    status: 200,
    response: pageOf(StaffInvitation),
    problems: [],
  }),
  sendStaffInvitationAgain: defineRoute({
    ...byAdministrators,
    method: 'POST',
    path: '/staff/invitations/{staffInvitationId}/mail',
    summary: 'Renvoyer une invitation, pour quatorze jours de plus',
    recent: true,
    audit: 'staff.invited-again',
    params: invitation,
    status: 200,
    response: StaffInvitation,
    problems: ['staff-invitation-not-found'],
  }),
  withdrawStaffInvitation: defineRoute({
    ...byAdministrators,
    method: 'DELETE',
    path: '/staff/invitations/{staffInvitationId}',
    summary: 'Retirer une invitation',
    audit: 'staff.invitation-withdrawn',
    params: invitation,
    status: 204,
    problems: ['staff-invitation-not-found'],
  }),
  listStaff: defineRoute({
    ...byAdministrators,
    method: 'GET',
    path: '/staff',
    summary: 'Lister les agents, éditeurs et administrateurs, ou en chercher',
    query: StaffQuery,
    status: 200,
    response: pageOf(StaffMember),
    problems: [],
  }),
  changeStaffPlace: defineRoute({
    ...byAdministrators,
    method: 'PUT',
    path: '/staff/{accountId}/place',
    summary: 'Changer le rôle ou le service d’une personne',
    recent: true,
    audit: 'staff.place-changed',
    params: member,
    body: StaffPlace,
    status: 200,
    response: StaffMember,
    problems: ['staff-not-found', 'own-account', 'last-administrator', 'staff-outdated'],
  }),
  suspendAccount: defineRoute({
    ...byAdministrators,
    method: 'PUT',
    path: '/accounts/{accountId}/suspension',
    summary: 'Suspendre un compte et fermer ses sessions',
    audit: 'account.suspended',
    params: member,
    status: 204,
    problems: ['account-not-found', 'own-account', 'last-administrator', 'staff-outdated'],
  }),
  reinstateAccount: defineRoute({
    ...byAdministrators,
    method: 'DELETE',
    path: '/accounts/{accountId}/suspension',
    summary: 'Lever la suspension d’un compte',
    audit: 'account.reinstated',
    params: member,
    status: 204,
    problems: ['account-not-found', 'staff-outdated'],
  }),
};
