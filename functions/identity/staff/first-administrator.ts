import * as z from 'zod/mini';
import { EmailAddress } from '../../../schemas/account.ts';
import type { StaffStore } from '../store/staff.ts';
import { type InviteDependencies, invite } from './invite-staff.ts';

/** What the deployment says: whom to invite. */
const Order = z.object({ email: EmailAddress });

export interface FirstAdministratorDependencies extends InviteDependencies {
  staff: Pick<StaffStore, 'hasAdministrator'>;
  siteAddress: string;
  newCorrelationId: () => string;
}

/** What whoever deploys is told: the link, which is in the mail too, for mail may not go out yet. */
export type FirstInvitation = { link: string; until: string } | { refused: string };

/**
 * Lets the first administrator in, called by whoever deploys and by nobody else. As soon as one can act it refuses, for then administrators invite each
 * other; where all of them are lost, this is not the way back.
 */
export const firstAdministrator =
  (dependencies: FirstAdministratorDependencies) =>
  async (order: unknown): Promise<FirstInvitation> => {
    const { staff, siteAddress, newCorrelationId } = dependencies;
    const read = Order.safeParse(order);
    if (!read.success) return { refused: 'the order must be {"email":"somebody@example.org"}' };
    if (await staff.hasAdministrator()) return { refused: 'there is an administrator already, who can invite others' };
    const trail = { actor: 'deployment', action: 'staff.invited', correlationId: newCorrelationId() } as const;
    const invited = await invite(dependencies)(read.data.email, { role: 'administrator' }, trail);
    if (invited === 'account-exists') return { refused: 'this address has an account already: choose an address for work' };
    if (invited === 'invited-already') return { refused: 'this address is invited already: its mail was sent' };
    return { link: `${siteAddress}/api/identity/invitation/${invited.link.token}`, until: invited.invitation.expiresAt };
  };
