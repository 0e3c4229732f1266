const DAY = 24 * 60 * 60 * 1000;

interface SoftLimit {
  failures: number;
  /** Different days (UTC) on which they came. */
  days: number;
  /** In days. */
  within: number;
  /** Days from the first to the last at least. */
  spread: number;
  why: string;
}

/** When failures of the moment, with no mail that arrived in between, are taken for an address that takes no mails. */
const softLimits: readonly SoftLimit[] = [
  {
    failures: 5,
    days: 3,
    within: 14,
    spread: 2,
    why: 'One bad day of a server, however many mails it refused, is no reason; a full mailbox that nobody empties for days is.',
  },
  {
    failures: 3,
    days: 3,
    within: 28,
    spread: 13,
    why: 'A person with one weekly digest would never reach five within two weeks: three weeks in a row say as much.',
  },
];

/** In milliseconds. Longer than the widest window with the two weeks that a message may wait in its queue. */
export const FORGOTTEN_AFTER = 45 * DAY;

const dayOf = (time: number): number => Math.floor(time / DAY);

const holds = ({ failures, days, within, spread }: SoftLimit, times: number[]): boolean =>
  times.some((end) => {
    const inside = times.filter((time) => time <= end && time > end - within * DAY);
    const apart = dayOf(end) - dayOf(Math.min(...inside));
    return inside.length >= failures && new Set(inside.map(dayOf)).size >= days && apart >= spread;
  });

/** Whether mails that failed at these times are enough to stop; the order in which they are given does not matter. */
export const stopsMail = (failures: string[]): boolean => {
  const times = failures.map((at) => Date.parse(at));
  return softLimits.some((limit) => holds(limit, times));
};
