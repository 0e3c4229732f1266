import { Slot } from '../../../schemas/digest.ts';
import { type DigestTimes, weekdays } from '../../../schemas/preferences.ts';
import type { Frequency } from '../../../schemas/subscription.ts';
import { dayAt, instantOf } from './zoned-time.ts';

export type DigestFrequency = Exclude<Frequency, 'at-once'>;

const QUARTER = 900_000;
/** In milliseconds; longer than a worker lives, so that nobody is written into a slot that was already read. */
const NOTICE = 300_000;
const THURSDAY = weekdays.indexOf('thursday');

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + THURSDAY) % 7) + 7) % 7;

const wantedWeekday = ({ weekday, weekend }: DigestTimes): number => {
  const chosen = weekdays.indexOf(weekday);
  return chosen > weekdays.indexOf('friday') && weekend === 'next-monday' ? weekdays.indexOf('monday') : chosen;
};

/**
 * The digest that tells somebody of what is read for them at an instant: their next one, unless it is due within five minutes. The same for
 * every instant from one digest to the next.
 */
export const slotOf = (frequency: DigestFrequency, times: DigestTimes, at: Date): Slot => {
  const earliest = at.getTime() + NOTICE;
  const isTheDay = (day: number): boolean => frequency === 'daily' || weekdayOf(day) === wantedWeekday(times);
  for (let day = dayAt(earliest, times.zone) - 1; ; day++) {
    const due = isTheDay(day) ? Math.ceil(instantOf(day, times.hour, times.zone) / QUARTER) * QUARTER : 0;
    if (due > earliest) return Slot.parse(`${new Date(due).toISOString().slice(0, 16)}Z`);
  }
};
