/** What may be sent in a month. */
export interface SmsLimits {
  /** SMS to one account; a long text counts as the SMS that it is billed as. */
  perAccount: number;
  /** For the whole service, in millionths of a dollar. */
  budget: number;
}

/** The month that an instant is counted in: `2026-11`, UTC. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** The first instant of the month after. */
export const nextMonth = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));

/** What stands between a person and an SMS. Whatever it is, they are told by mail instead. */
export type Hindrance = 'no-phone' | 'stopped' | 'allowance' | 'budget';

export interface Used {
  phone: { stopped?: unknown } | undefined;
  /** SMS sent to the account this month. */
  sent: number;
  /** Spent by the service this month, in millionths of a dollar. */
  spent: number;
}

/** The first thing that stands in the way, the person's own before the service's; undefined when an SMS may go. */
export const hindranceOf = ({ phone, sent, spent }: Used, limits: SmsLimits): Hindrance | undefined => {
  if (!phone) return 'no-phone';
  if (phone.stopped !== undefined) return 'stopped';
  if (sent >= limits.perAccount) return 'allowance';
  return spent >= limits.budget ? 'budget' : undefined;
};
