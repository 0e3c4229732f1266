import * as z from 'zod/mini';

/** An address as it travels and is kept: sha256 of its lower-case spelling, in hexadecimal. The address itself stays with its account. */
export const AddressHash = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/))
  .brand('AddressHash');
export type AddressHash = z.output<typeof AddressHash>;

/** Why no more mails go to an address, the weakest reason first: a weaker one never takes the place of a stronger one. */
export const stopReasons = ['soft-bounces', 'bounce', 'complaint'] as const;
export const StopReason = z.enum(stopReasons).register(z.globalRegistry, { id: 'StopReason' });
export type StopReason = z.output<typeof StopReason>;

/** Whether mails go to a person, as that person reads it. */
export const MailState = z
  .object({
    state: z.enum(['ok', 'stopped']),
    reason: z.nullable(StopReason),
    since: z.nullable(z.iso.datetime()),
    /** French: what happened and what to do; null while nothing is wrong. */
    explanation: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'MailState' });
export type MailState = z.output<typeof MailState>;

/** The same as an account keeps it. It speaks of one address: once the account has another, it says nothing any more. */
export const KeptMailState = z.object({
  address: AddressHash,
  stopped: z.optional(z.object({ reason: StopReason, since: z.iso.datetime() })),
  /** Whether mails to it failed lately, as of the latest news. */
  doubt: z.optional(z.object({ doubted: z.boolean(), at: z.iso.datetime() })),
  /** Each time the person asked for mails again, of the last month at least. */
  resumptions: z.array(z.iso.datetime()),
  /** Moves at each change, so that two changes at once never undo each other. */
  version: z.int(),
});
export type KeptMailState = z.output<typeof KeptMailState>;
