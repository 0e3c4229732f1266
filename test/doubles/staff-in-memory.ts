import { administers, isFound, isStaff, keptPlace } from '../../functions/identity/rules/staff.ts';
import type { StaffStore } from '../../functions/identity/store/staff.ts';
import type { StaffInvitationStore } from '../../functions/identity/store/staff-invitations.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import type { Account } from '../../schemas/account.ts';
import type { StaffInvitation } from '../../schemas/staff.ts';

/** Who works here and who is invited to, without an engine; held to the same tests as the tables. */
export const staffInMemory = () => {
  const accounts = new Map<string, Account>();
  const invited = new Map<string, StaffInvitation>();
  const administrators = () => [...accounts.values()].filter(administers).length;
  const same = (read: Account) => JSON.stringify(accounts.get(read.id)) === JSON.stringify(read);
  const change = (before: Account, after: Account) => {
    if (!same(before)) return 'outdated' as const;
    if (administers(before) && !administers(after) && administrators() < 2) return 'last-administrator' as const;
    accounts.set(after.id, after);
    return 'done' as const;
  };
  const store: StaffStore = {
    find: async (id) => accounts.get(id),
    async list({ limit, cursor, ...search }) {
      const all = [...accounts.values()].filter((account) => isStaff(account) && isFound(account, search));
      const start = Number(cursor ?? 0);
      return { items: all.slice(start, start + limit), next: start + limit < all.length ? String(start + limit) : null };
    },
    async changePlace(place, { account }) {
      const { service: _, ...rest } = account;
      return change(account, { ...rest, ...keptPlace(place) });
    },
    setStatus: async (status, { account }) => change(account, { ...account, status }),
    hasAdministrator: async () => administrators() > 0,
  };
  const alive = (at: Date) => (invitation: StaffInvitation | undefined) =>
    invitation && invitation.expiresAt > at.toISOString() ? invitation : undefined;
  const invitations: StaffInvitationStore = {
    find: async (id, at) => alive(at)([...invited.values()].find((one) => one.id === id)),
    findByAddress: async (address, at) => alive(at)(invited.get(address)),
    list: async ({ limit }) => ({
      items: [...invited.values()].toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit),
      next: null,
    }),
    async invite(invitation) {
      const address = hashAddress(invitation.email);
      if (alive(new Date(invitation.invitedAt))(invited.get(address))) return false;
      invited.set(address, invitation);
      return true;
    },
    async prolong(invitation) {
      const address = hashAddress(invitation.email);
      if (invited.get(address)?.id !== invitation.id) return false;
      invited.set(address, invitation);
      return true;
    },
    withdraw: async ({ email }) => invited.delete(hashAddress(email)),
    async accept({ invitation, account }) {
      if (!invited.delete(hashAddress(invitation.email))) return false;
      accounts.set(account.id, account);
      return true;
    },
  };
  return { store, invitations, open: (account: Account) => void accounts.set(account.id, account) };
};
