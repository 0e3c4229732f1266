import { randomUUID } from 'node:crypto';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { acceptStaffInvitation } from '../../functions/identity/staff/accept-staff-invitation.ts';
import { changeStaffPlace } from '../../functions/identity/staff/change-staff-place.ts';
import { inviteStaff } from '../../functions/identity/staff/invite-staff.ts';
import { listStaff } from '../../functions/identity/staff/list-staff.ts';
import { reinstateAccount } from '../../functions/identity/staff/reinstate-account.ts';
import { sendStaffInvitationAgain } from '../../functions/identity/staff/send-staff-invitation-again.ts';
import { showStaffInvitation } from '../../functions/identity/staff/show-staff-invitation.ts';
import { suspendAccount } from '../../functions/identity/staff/suspend-account.ts';
import { withdrawStaffInvitation } from '../../functions/identity/staff/withdraw-staff-invitation.ts';
import type { Link } from '../../functions/identity/store/links.ts';
import type { Account } from '../../schemas/account.ts';
import { StaffPlace } from '../../schemas/staff.ts';
import { anAccount } from './accounts.ts';
import { contextOf, readerContextOf } from './context.ts';
import { staffInMemory } from './staff-in-memory.ts';

export const agentPlace = StaffPlace.parse({ role: 'agent', service: 'etat-civil' });
export const editorPlace = StaffPlace.parse({ role: 'editor' });
export const INVITED = 'nadia.petit@ville.exemple';

/** An administrator, and all that the use cases of staff need, with a clock that the test moves. */
export const staffScene = () => {
  let now = new Date('2026-11-30T08:00:00.000Z');
  const { store, invitations, open } = staffInMemory();
  const boss = anAccount({ role: 'administrator' });
  open(boss);
  const links = new Map<string, Link>();
  const keyring = doorKeyring(JSON.stringify({ k1: 'z'.repeat(40) }));
  const citizens = new Map<string, Account>();
  const remember: typeof invitations = {
    ...invitations,
    invite: async (invitation, link, trail) => {
      links.set(link.token, link.link);
      return invitations.invite(invitation, link, trail);
    },
    prolong: async (invitation, link, trail) => {
      links.set(link.token, link.link);
      return invitations.prolong(invitation, link, trail);
    },
  };
  const dependencies = {
    store,
    invitations: remember,
    links: {
      find: async (purpose: Link['purpose'], token: string, at: Date) => {
        const link = links.get(token);
        return link?.purpose === purpose && link.until > at.toISOString() ? link : undefined;
      },
    },
    people: { byAddress: async (address: string) => ({ account: citizens.get(address), password: undefined, pending: undefined }) },
    linkKeys: async () => keyring,
    clock: () => now,
    newId: () => randomUUID().replaceAll('-', ''),
    isCommon: async (password: string) => password === 'Motdepasse1',
    hashes: { hash: async (password: string) => `hash of ${password}` },
  };
  const context = contextOf(boss.id, 'administrator');
  const anybody = { ...context, caller: undefined };
  const inPage = { ...dependencies, newId: randomUUID };
  return {
    store,
    boss,
    open,
    citizens,
    context,
    dependencies,
    invite: (email = INVITED, place = agentPlace) => inviteStaff(dependencies)({ body: { email, place } }, context),
    again: (invitationId: Awaited<ReturnType<ReturnType<typeof inviteStaff>>>['id']) =>
      sendStaffInvitationAgain(dependencies)({ params: { staffInvitationId: invitationId as never } }, context),
    withdraw: (invitationId: string) =>
      withdrawStaffInvitation(dependencies)({ params: { staffInvitationId: invitationId as never } }, context),
    token: () => [...links.keys()].at(-1) ?? '',
    show: (token: string) => showStaffInvitation(dependencies)({ params: { link: token } }, { ...anybody, trail: undefined }),
    accept: (token: string, password = 'Un-bon-secret-2026') =>
      acceptStaffInvitation(inPage)({ params: { link: token }, form: { valid: true, values: { password }, typed: {} } }, anybody),
    place: (account: Account, place: StaffPlace, by = context) =>
      changeStaffPlace(dependencies)({ params: { accountId: account.id }, body: place }, by),
    suspend: (account: Account, by = context) => suspendAccount(dependencies)({ params: { accountId: account.id } }, by),
    reinstate: (account: Account) => reinstateAccount(dependencies)({ params: { accountId: account.id } }, context),
    list: (query: { q?: string } = {}) => listStaff(store)({ query: { limit: 20, ...query } }, readerContextOf(boss.id, 'administrator')),
    wait: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
};
