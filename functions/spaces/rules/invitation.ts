import { INVITATION_DAYS, MOST_REMINDERS } from '../../../schemas/space.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Until when an invitation that is sent at that moment may be accepted. */
export const invitedUntil = (at: Date): string => new Date(at.getTime() + INVITATION_DAYS * DAY).toISOString();

export const hasExpired = ({ until }: { until: string }, now: Date): boolean => until <= now.toISOString();

/** The first mail is no reminder. */
export const remindersLeft = ({ sendings }: { sendings: number }): number => Math.max(0, 1 + MOST_REMINDERS - sendings);
