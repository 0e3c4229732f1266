import type { Account } from '../../../schemas/account.ts';
import type { StaffMember, StaffPlace } from '../../../schemas/staff.ts';

/** Days in which an invitation can be accepted. */
export const INVITATION_DAYS = 14;

export const invitationEnd = (at: Date): Date => new Date(at.getTime() + INVITATION_DAYS * 24 * 60 * 60 * 1000);

const roles: Record<Account['role'], string> = { citizen: 'usager', agent: 'agent', editor: 'éditeur', administrator: 'administrateur' };

/** French: « agent du service etat-civil ». */
export const placeInWords = ({ role, service }: { role: Account['role']; service?: Account['service'] | null }): string =>
  service ? `${roles[role]} du service ${service}` : roles[role];

/** A place as accounts and invitations keep it: only agents have a service. */
export const keptPlace = (place: StaffPlace): Pick<Account, 'role' | 'service'> =>
  place.role === 'agent' ? { role: place.role, service: place.service } : { role: place.role };

export const isStaff = ({ role }: Pick<Account, 'role'>): boolean => role !== 'citizen';

/** Whether they can act as an administrator at this moment. */
export const administers = ({ role, status }: Pick<Account, 'role' | 'status'>): boolean => role === 'administrator' && status === 'active';

/** How the ring of those who can act as administrators changes with an account. */
export const ringChange = (
  before: Pick<Account, 'role' | 'status'>,
  after: Pick<Account, 'role' | 'status'>,
): 'joins' | 'leaves' | undefined => {
  if (administers(before) === administers(after)) return undefined;
  return administers(after) ? 'joins' : 'leaves';
};

export const shownMember = ({
  id,
  email,
  role,
  service = null,
  status,
  openedAt,
}: Omit<Account, 'service'> & { service?: Account['service'] | null }): StaffMember => ({
  accountId: id,
  email,
  role,
  service,
  status,
  openedAt,
});

export interface StaffSearch {
  q?: string | undefined;
  role?: Account['role'] | undefined;
  service?: Account['service'] | undefined;
}

/** Whether an account is one of those that are looked for. */
export const isFound = ({ email, role, service }: Account, { q = '', role: wantedRole, service: wantedService }: StaffSearch): boolean =>
  email.toLowerCase().includes(q.toLowerCase()) &&
  (wantedRole === undefined || role === wantedRole) &&
  (wantedService === undefined || service === wantedService);
