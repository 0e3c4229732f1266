import type { MailFaults } from './faults.ts';
import { SesError } from './post-office.ts';
import { type RateLimit, rateLimit } from './rate-limit.ts';

/** How many calls were made, and how many of them met a limit. */
export interface CallCounts {
  bulk: number;
  single: number;
  throttled: number;
}

/** The rates of an account. */
export interface Limits {
  mails: RateLimit;
  bulkCalls: RateLimit;
  counts: CallCounts;
}

export const openLimits = (faults: MailFaults): Limits => ({
  mails: rateLimit(() => faults.mailsPerSecond),
  bulkCalls: rateLimit(() => faults.bulkCallsPerSecond),
  counts: { bulk: 0, single: 0, throttled: 0 },
});

export const throttled = (counts: CallCounts, what: string): SesError => {
  counts.throttled += 1;
  return new SesError('TooManyRequestsException', what);
};

/** A mail to one person; throws what SES would. */
export const checkSingle = ({ mails, counts }: Limits, faults: MailFaults, address: string): void => {
  counts.single += 1;
  const refused = faults.refuse(address);
  if (refused === 'MESSAGE_REJECTED') throw new SesError('MessageRejected', 'Refused, as it was asked to.');
  if (refused === 'BAD_REQUEST') throw new SesError('BadRequestException', "Missing final '@domain'");
  if (refused === 'TRANSIENT_FAILURE') throw new SesError('InternalServiceErrorException', 'The service failed, as it was asked to.');
  if (refused === 'ACCOUNT_THROTTLED' || !mails.take(1)) throw throttled(counts, 'Maximum sending rate exceeded.');
};
