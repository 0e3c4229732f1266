import { randomBytes, randomUUID } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import { commitTo, type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { acceptStaffInvitation } from '../staff/accept-staff-invitation.ts';
import { changeStaffPlace } from '../staff/change-staff-place.ts';
import { inviteStaff } from '../staff/invite-staff.ts';
import { listStaff } from '../staff/list-staff.ts';
import { listStaffInvitations } from '../staff/list-staff-invitations.ts';
import { reinstateAccount } from '../staff/reinstate-account.ts';
import { sendStaffInvitationAgain } from '../staff/send-staff-invitation-again.ts';
import { showStaffInvitation } from '../staff/show-staff-invitation.ts';
import { suspendAccount } from '../staff/suspend-account.ts';
import { withdrawStaffInvitation } from '../staff/withdraw-staff-invitation.ts';
import { linkStore } from '../store/links.ts';
import { staffStore } from '../store/staff.ts';
import { type StaffInvitationTables, staffInvitationStore } from '../store/staff-invitations.ts';
import { wireDoor } from './door.ts';
import { doorKeys, wirePeople } from './people.ts';

type Client = ReturnType<typeof dynamo>;

type StaffEnvironment = Pick<
  Environment<'identity-api'>,
  | 'ACCOUNTS_TABLE'
  | 'MEMBERSHIPS_TABLE'
  | 'STAFF_TABLE'
  | 'LINKS_TABLE'
  | 'CREDENTIALS_TABLE'
  | 'PENDINGS_TABLE'
  | 'HISTORY_TABLE'
  | 'OUTBOX_TABLE'
  | 'AUDIT_TABLE'
  | 'IDENTITY_KEYS_SECRET'
>;

export const staffTables = (environment: StaffEnvironment): StaffInvitationTables => ({
  accounts: environment.ACCOUNTS_TABLE,
  memberships: environment.MEMBERSHIPS_TABLE,
  staff: environment.STAFF_TABLE,
  links: environment.LINKS_TABLE,
  credentials: environment.CREDENTIALS_TABLE,
  history: environment.HISTORY_TABLE,
});

/** What every function needs that invites somebody to work here. */
export const wireStaff = (client: Client, environment: StaffEnvironment) => {
  const tables = staffTables(environment);
  const commit = commitTo(client, environment);
  return {
    invitations: staffInvitationStore(client, tables, commit),
    store: staffStore(client, tables, commit),
    people: wirePeople(client, environment),
    linkKeys: doorKeys(environment.IDENTITY_KEYS_SECRET),
    clock,
    newId: () => randomBytes(16).toString('hex'),
  };
};

/** Where the links of invitations lead. */
export const staffPageUseCases = (client: Client, environment: Environment<'identity-pages'>) => {
  const { keys: _, ...door } = wireDoor(client, environment);
  const invitations = staffInvitationStore(client, staffTables(environment), commitTo(client, environment));
  const dependencies = { ...door, invitations, links: linkStore(client, environment.LINKS_TABLE), clock, newId: randomUUID };
  return { showStaffInvitation: showStaffInvitation(dependencies), acceptStaffInvitation: acceptStaffInvitation(dependencies) };
};

/** What administrators do about who works here. */
export const staffUseCases = (client: Client, environment: StaffEnvironment) => {
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
