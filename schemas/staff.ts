import * as z from 'zod/mini';
import { AccountId, AccountStatus, EmailAddress, Role, Service } from './account.ts';

/** What somebody does here for others: agents for one service, editors and administrators for all. */
export const StaffPlace = z
  .discriminatedUnion('role', [
    z.object({ role: z.literal('agent'), service: Service }),
    z.object({ role: z.literal('editor') }),
    z.object({ role: z.literal('administrator') }),
  ])
  .register(z.globalRegistry, { id: 'StaffPlace' });
export type StaffPlace = z.output<typeof StaffPlace>;

/** Begins with the milliseconds of the invitation, so that they sort as they were made. */
export const StaffInvitationId = z
  .string()
  .check(z.regex(/^inv_\d{13}_[0-9a-f]{32}$/))
  .brand('StaffInvitationId')
  .register(z.globalRegistry, { id: 'StaffInvitationId' });
export type StaffInvitationId = z.output<typeof StaffInvitationId>;

const service = z.nullable(Service);

/** An invitation that was not accepted yet. */
export const StaffInvitation = z
  .object({
    id: StaffInvitationId,
    email: EmailAddress,
    role: Role,
    service,
    invitedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'StaffInvitation' });
export type StaffInvitation = z.output<typeof StaffInvitation>;

/** Somebody who works here, as an administrator sees them. */
export const StaffMember = z
  .object({
    accountId: AccountId,
    email: EmailAddress,
    role: Role,
    service,
    status: AccountStatus,
    openedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'StaffMember' });
export type StaffMember = z.output<typeof StaffMember>;
