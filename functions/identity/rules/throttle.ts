/** What was counted of something, and when it last happened (milliseconds since the epoch). */
export interface Count {
  count: number;
  last: number;
}

/** After how many tries what follows; times in milliseconds. Nothing here ever refuses for good: a stranger must not lock anybody out. */
export interface Limit {
  /** From so many on, the next one must come from a person. */
  personFrom: number;
  /** From so many on, the next one has to wait, twice as long each time, up to the longest. */
  waitFrom: number;
  firstWait: number;
  longestWait: number;
  /** How long it is remembered. */
  remembered: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * - `account-here`: tries at one account from one network. Only who shares the network of a person can make them wait there.
 * - `device`: the same from a browser in which that person has signed in before: it has a count of its own, which no stranger adds to.
 * - `account`: tries at one account from everywhere. Never makes anybody wait, or a stranger could; asks for a person.
 * - `network`, `neighbourhood`: tries from one network, and from those around it, at whatever accounts.
 * - `factor-here`: tries at the second factor of an account from one network: only who has its password gets there.
 * - `factor`: the same from everywhere. A stolen password makes its owner wait a minute at most, and its thief guess for years.
 * - `mailbox`: letters to one mailbox. However long the wait, a link that works has just arrived in it.
 */
export const limits = {
  'account-here': { personFrom: 4, waitFrom: 6, firstWait: SECOND, longestWait: 15 * MINUTE, remembered: 24 * HOUR },
  device: { personFrom: 6, waitFrom: 8, firstWait: SECOND, longestWait: 5 * MINUTE, remembered: 24 * HOUR },
  account: { personFrom: 10, waitFrom: Number.POSITIVE_INFINITY, firstWait: 0, longestWait: 0, remembered: 24 * HOUR },
  network: { personFrom: 20, waitFrom: 100, firstWait: SECOND, longestWait: MINUTE, remembered: HOUR },
  neighbourhood: { personFrom: 200, waitFrom: 2000, firstWait: SECOND, longestWait: MINUTE, remembered: HOUR },
  'factor-here': {
    personFrom: Number.POSITIVE_INFINITY,
    waitFrom: 4,
    firstWait: 2 * SECOND,
    longestWait: 15 * MINUTE,
    remembered: 24 * HOUR,
  },
  factor: { personFrom: Number.POSITIVE_INFINITY, waitFrom: 30, firstWait: SECOND, longestWait: MINUTE, remembered: 24 * HOUR },
  mailbox: { personFrom: 0, waitFrom: 3, firstWait: MINUTE, longestWait: HOUR, remembered: 24 * HOUR },
  'network-letters': { personFrom: 0, waitFrom: 30, firstWait: 10 * SECOND, longestWait: 15 * MINUTE, remembered: HOUR },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

const remembered = (limit: Limit, count: Count | undefined, now: number): Count | undefined =>
  count && count.last + limit.remembered > now ? count : undefined;

/** Milliseconds until the next try is looked at; 0 when it may be made now. */
export const waitOf = (limit: Limit, count: Count | undefined, now: number): number => {
  const known = remembered(limit, count, now);
  if (!known || known.count < limit.waitFrom) return 0;
  const wait = Math.min(limit.longestWait, limit.firstWait * 2 ** Math.min(known.count - limit.waitFrom, 40));
  return Math.max(0, known.last + wait - now);
};

/** Whether the next try must come from somebody who proved to be a person. */
export const asksForPerson = (limit: Limit, count: Count | undefined, now: number): boolean =>
  (remembered(limit, count, now)?.count ?? 0) >= limit.personFrom;

/** The count after one more. */
export const oneMore = (limit: Limit, count: Count | undefined, now: number): Count => ({
  count: (remembered(limit, count, now)?.count ?? 0) + 1,
  last: now,
});
