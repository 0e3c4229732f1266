const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
/** A share of each delay is added at random, so that what failed together does not come back together. */
const JITTER = 0.2;

/** How attempts are spread. */
export interface Pace {
  /** Seconds between an attempt and the next one: one attempt more than there are delays, and then it is given up. */
  delays: readonly number[];
  /** From 0 to below 1. */
  random: number;
}

/** An attempt that failed. */
export interface Failed {
  at: Date;
  /** How many attempts of this delivery have failed since it was last put on its way, this one included. */
  tries: number;
  /** Seconds that the partner asked to be left alone; null when it asked nothing. */
  retryAfter: number | null;
}

const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

/** When to try again: never before the delay of the schedule, nor before what the partner asked, up to a day. Undefined: never. */
export const nextAttempt = ({ at, tries, retryAfter }: Failed, { delays, random }: Pace): Date | undefined => {
  const delay = delays[tries - 1];
  if (delay === undefined) return undefined;
  const asked = Math.min((retryAfter ?? 0) * SECOND, DAY);
  return later(at, Math.max(delay * SECOND * (1 + JITTER * random), asked));
};

/** Seconds that a `Retry-After` header asks for; null when it says nothing readable. */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | null => {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = header.endsWith('GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / SECOND));
};
