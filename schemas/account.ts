import * as z from 'zod/mini';

/** A person's account. Opaque and random: it may appear in logs. */
export const AccountId = z.uuid().brand('AccountId').register(z.globalRegistry, { id: 'AccountId' });
export type AccountId = z.output<typeof AccountId>;

export const Role = z.enum(['citizen', 'agent', 'editor', 'administrator']).register(z.globalRegistry, { id: 'Role' });
export type Role = z.output<typeof Role>;

/** The service of an administration that an agent works for: `etat-civil`. Short and stable, for procedures are sent by it. */
export const Service = z
  .string()
  .check(
    z.trim(),
    z.maxLength(60, 'Soixante caractères au plus.'),
    z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Écrivez le service en minuscules, sans accents ni espaces : « etat-civil ».'),
  )
  .brand('Service')
  .register(z.globalRegistry, { id: 'Service' });
export type Service = z.output<typeof Service>;

/** `closed`: its owner has left; nobody signs in to it or brings it back, and it is about to be erased. */
export const AccountStatus = z.enum(['active', 'suspended', 'closed']).register(z.globalRegistry, { id: 'AccountStatus' });
export type AccountStatus = z.output<typeof AccountStatus>;

/** An e-mail address as its owner types it, trimmed; compared without case. */
export const EmailAddress = z
  .pipe(z.string().check(z.trim(), z.maxLength(254)), z.email('L’adresse électronique n’est pas valable.'))
  .register(z.globalRegistry, { id: 'EmailAddress' });

export const SpaceId = z.uuid().brand('SpaceId').register(z.globalRegistry, { id: 'SpaceId' });
export type SpaceId = z.output<typeof SpaceId>;

export const Account = z
  .object({
    id: AccountId,
    email: EmailAddress,
    role: Role,
    /** Of agents alone. */
    service: z.optional(Service),
    status: AccountStatus,
    personalSpaceId: SpaceId,
    openedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'Account' });
export type Account = z.output<typeof Account>;
