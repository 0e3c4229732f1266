import * as z from 'zod/mini';
import { AccountId, type Role } from '../../../../schemas/account.ts';
import { type Factors, PasskeyId } from '../../../../schemas/factor.ts';

const time = z.iso.datetime();

/** `sealed`: the secret as the table may hold it. `lastStep`: of the last code that was used. */
const KeptTotp = z.object({ sealed: z.string(), addedAt: time, lastUsedAt: z.nullable(time), lastStep: z.int() });

const KeptPasskey = z.object({
  id: PasskeyId,
  name: z.string(),
  credentialId: z.string(),
  /** In base64url. */
  publicKey: z.string(),
  /** How often its authenticator says it was used; 0 from those that do not count. */
  counter: z.int(),
  transports: z.array(z.string()),
  synced: z.boolean(),
  addedAt: time,
  lastUsedAt: z.nullable(time),
});
export type KeptPasskey = z.output<typeof KeptPasskey>;

/** All that is known of how one person proves who they are: one item, so that whatever changes it sees all of it. */
export const KeptFactors = z.object({
  accountId: AccountId,
  /** Of the reading, 0 for somebody who has nothing yet: what is kept replaces this one and no other. */
  version: z.int(),
  totp: z.optional(KeptTotp),
  /** A secret that waits for its first code. */
  waiting: z.optional(z.object({ sealed: z.string(), until: time })),
  passkeys: z.array(KeptPasskey),
  /** Wrong codes since the last right one, and when the last of them came. */
  wrong: z.optional(z.object({ count: z.int(), last: time })),
  /** Hashes of the codes that were not used yet. */
  recovery: z.optional(z.object({ hashes: z.array(z.string()), madeAt: time })),
});
export type KeptFactors = z.output<typeof KeptFactors>;

export const noFactors = (accountId: AccountId): KeptFactors => ({ accountId, version: 0, passkeys: [] });

/** Recovery codes are no factor of their own: they stand for one that was lost. */
export const hasFactor = ({ totp, passkeys }: KeptFactors): boolean => totp !== undefined || passkeys.length > 0;

/** Whether somebody of this role must prove who they are twice. */
export const needsFactor = (role: Role): boolean => role !== 'citizen';

export const shownFactors = ({ totp, passkeys, recovery }: KeptFactors, role: Role): Factors => ({
  required: needsFactor(role),
  totp: totp ? { addedAt: totp.addedAt, lastUsedAt: totp.lastUsedAt } : null,
  passkeys: passkeys.map(({ id, name, addedAt, lastUsedAt, synced }) => ({ id, name, addedAt, lastUsedAt, synced })),
  recoveryCodes: recovery ? { left: recovery.hashes.length, madeAt: recovery.madeAt } : null,
});
