import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { staffStore } from '../store/staff.ts';
import { type StaffInvitationTables, staffInvitationStore } from '../store/staff-invitations.ts';
import { doorKeys, wirePeople } from './people.ts';

type Client = ReturnType<typeof dynamo>;

export type StaffEnvironment = Pick<
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
