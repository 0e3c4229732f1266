import { Problem } from '../../../functions/shared/problem.ts';
import { AccountId, Service } from '../../../schemas/account.ts';
import { StaffInvitation, StaffMember, type StaffPlace } from '../../../schemas/staff.ts';
import type { Answers } from './api.ts';

const idOf = (position: number) => AccountId.parse(`0d5dbe66-2c3c-4a27-9a4f-1f1a5b1a7c${position}`);

const aMember = (position: number, email: string, place: StaffPlace): StaffMember =>
  StaffMember.parse({
    accountId: idOf(position),
    email,
    service: null,
    ...place,
    status: 'active',
    openedAt: '2026-01-05T08:00:00.000Z',
  });

const agentOf = (service: string): StaffPlace => ({ role: 'agent', service: Service.parse(service) });

const PAGE = 3;

/** The team as the API tells an administrator of it: the first of them is the one who looks. */
export const teamOnSite = () => {
  const state = {
    /** Asks for a sign-in that is more recent than that of this person. */
    signInTooOld: false,
    invitations: [] as StaffInvitation[],
    people: [
      aMember(11, 'camille.martin@exemple.fr', { role: 'administrator' }),
      aMember(12, 'nadia.petit@exemple.fr', agentOf('etat-civil')),
      aMember(13, 'paul.durand@exemple.fr', { role: 'editor' }),
      aMember(14, 'sofia.leroy@exemple.fr', agentOf('urbanisme')),
    ],
  };
  const recent = () => {
    if (state.signInTooOld) throw new Problem('authentication-too-old');
  };
  const change = (accountId: AccountId, some: Partial<StaffMember>): StaffMember => {
    const found = state.people.find((one) => one.accountId === accountId);
    if (!found) throw new Problem('staff-not-found');
    const next = { ...found, ...some };
    state.people = state.people.map((one) => (one === found ? next : one));
    return next;
  };
  const answers: Answers = {
    listStaff: ({ query: { q, role, service, cursor } }) => {
      const found = state.people.filter(
        (one) =>
          (q === undefined || one.email.includes(q)) &&
          (role === undefined || one.role === role) &&
          (service === undefined || one.service === service),
      );
      const from = cursor === undefined ? 0 : PAGE;
      return { items: found.slice(from, from + PAGE), next: from + PAGE < found.length ? 'next' : null };
    },
    changeStaffPlace: ({ params, body }) => {
      recent();
      return change(params.accountId, { service: null, ...body });
    },
    suspendAccount: ({ params }) => {
      change(params.accountId, { status: 'suspended' });
    },
    reinstateAccount: ({ params }) => {
      change(params.accountId, { status: 'active' });
    },
    listStaffInvitations: () => ({ items: state.invitations, next: null }),
    inviteStaff: ({ body: { email, place } }) => {
      recent();
      if (state.people.some((one) => one.email === email)) throw new Problem('account-exists');
      const invitation = StaffInvitation.parse({
        id: `inv_1772352000000_${'a'.repeat(32)}`,
        email,
        service: null,
        ...place,
        invitedAt: '2026-03-01T08:00:00.000Z',
        expiresAt: '2026-03-15T08:00:00.000Z',
      });
      state.invitations = [invitation, ...state.invitations];
      return invitation;
    },
    sendStaffInvitationAgain: ({ params }) => {
      state.invitations = state.invitations.map((one) =>
        one.id === params.staffInvitationId ? { ...one, expiresAt: '2026-03-20T08:00:00.000Z' } : one,
      );
      const sent = state.invitations.find(({ id }) => id === params.staffInvitationId);
      if (!sent) throw new Problem('staff-invitation-not-found');
      return sent;
    },
    withdrawStaffInvitation: ({ params }) => {
      state.invitations = state.invitations.filter(({ id }) => id !== params.staffInvitationId);
    },
  };
  return { state, answers };
};
