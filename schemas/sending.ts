import * as z from 'zod/mini';

/** What part of the budget of mails may be used: all of it, a quarter of it, or nothing. */
export const SendingFactor = z.union([z.literal(1), z.literal(0.25), z.literal(0)]).register(z.globalRegistry, { id: 'SendingFactor' });
export type SendingFactor = z.output<typeof SendingFactor>;

/** Why mails go out as they do. `trial`: after a stop, a quarter of them until the figures since then say more. */
export const SendingReason = z
  .enum(['healthy', 'bounces', 'complaints', 'trial', 'administrator'])
  .register(z.globalRegistry, { id: 'SendingReason' });
export type SendingReason = z.output<typeof SendingReason>;

/** Whether and how fast mails may go out. Read by all that sends; nobody sends anything while the factor is 0, and nothing is lost by waiting. */
export const SendingControl = z.object({
  factor: SendingFactor,
  reason: SendingReason,
  since: z.iso.datetime(),
  /** Mails before this hour are no longer held against us: a stop came in between. Null: none did. */
  countedFrom: z.nullable(z.iso.datetime()),
});
export type SendingControl = z.output<typeof SendingControl>;

/** What an administrator orders: nothing goes out until the contrary is ordered, or the figures decide again, counted afresh. */
export const SendingOrder = z.enum(['stopped', 'automatic']).register(z.globalRegistry, { id: 'SendingOrder' });
export type SendingOrder = z.output<typeof SendingOrder>;

/** How mails go out, with the figures that it rests on. */
export const SendingState = z
  .object({
    factor: SendingFactor,
    reason: SendingReason,
    since: z.iso.datetime(),
    /** French. */
    explanation: z.string(),
    /** The mails by which we are judged: the latest ten thousand or so, and none from before the last stop. */
    judgedBy: z.object({ sent: z.int(), bounced: z.int(), complained: z.int() }),
  })
  .register(z.globalRegistry, { id: 'SendingState' });
export type SendingState = z.output<typeof SendingState>;
