import { z } from 'zod';

/** A person's account. Opaque and random: it may appear in logs. */
export const AccountId = z.uuid().brand('AccountId').meta({ id: 'AccountId' });
export type AccountId = z.output<typeof AccountId>;

export const Role = z.enum(['citizen', 'agent', 'editor', 'administrator']).meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

export const AccountStatus = z.enum(['active', 'suspended']).meta({ id: 'AccountStatus' });
export type AccountStatus = z.output<typeof AccountStatus>;

/** An e-mail address as its owner types it, trimmed; compared without case. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email("L'adresse électronique n'est pas valable."))
  .meta({ id: 'EmailAddress' });

export const SpaceId = z.uuid().brand('SpaceId').meta({ id: 'SpaceId' });
export type SpaceId = z.output<typeof SpaceId>;

export const Account = z
  .object({
    id: AccountId,
    email: EmailAddress,
    role: Role,
    status: AccountStatus,
    personalSpaceId: SpaceId,
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'Account' });
export type Account = z.output<typeof Account>;
