/** From when on what is held against us has a consequence; all are shares of the mails sent. */
export interface ReputationLimit {
  of: 'bounced' | 'complained';
  /** What the mail service does: it looks into the account, or pauses it. For the reader; ours come earlier. */
  reviewedAt: number;
  pausedAt: number;
  /** We stop, slow down, and take a slow-down back. */
  stop: number;
  slow: number;
  back: number;
  /** Fewer than these are chance, whatever their share. */
  least: number;
}

/**
 * Amazon SES, "Sending review process FAQs" and "Reputation metrics messages" of its developer guide, read in November 2026: review at 5 %
 * of hard bounces or 0.1 % of complaints, pause possible at 10 % and 0.5 %.
 */
export const reputationLimits: readonly ReputationLimit[] = [
  { of: 'bounced', reviewedAt: 0.05, pausedAt: 0.1, stop: 0.08, slow: 0.04, back: 0.03, least: 20 },
  { of: 'complained', reviewedAt: 0.001, pausedAt: 0.005, stop: 0.004, slow: 0.0008, back: 0.0006, least: 5 },
];

/** SES judges by a "representative volume", not by days: its notices speak of about ten thousand mails over whatever time they took. */
export const REPRESENTATIVE_MAILS = 10_000;

/** Below, a rate says nothing: a small town never stops for a handful of old addresses. */
export const LEAST_MAILS = 1_000;

const HOUR = 60 * 60 * 1000;

/** In milliseconds. Time for bounces still on their way, and for somebody to look; the addresses that bounced are written to no more. */
export const TRIAL_AFTER = 6 * HOUR;

/** In milliseconds. Where so few mails go out that a trial is never proven, it ends all the same. */
export const TRIAL_ENDS_AFTER = 24 * HOUR;
