const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Costly to make, cheap to use: one for each zone of the world, at most. */
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
};

/** What the clocks of a zone show at an instant, in milliseconds, as if they were in Greenwich. */
const clockAt = (instant: number, zone: string): number => {
  const shown = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? Number.NaN;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
};

/** How far the clocks of a zone are ahead of Greenwich, in milliseconds. */
const aheadAt = (instant: number, zone: string): number => clockAt(instant, zone) - Math.floor(instant / 1000) * 1000;

/** The day on the calendar of a zone, counted from 1 January 1970. */
export const dayAt = (instant: number, zone: string): number => Math.floor(clockAt(instant, zone) / DAY);

/**
 * The instant, in milliseconds, at which the clocks of a zone show an hour of a day (as `dayAt` counts days). An hour that comes twice is
 * the first of both; one that is skipped is as much later as the clocks were put forward.
 */
export const instantOf = (day: number, hour: number, zone: string): number => {
  const shown = day * DAY + hour * HOUR;
  const before = shown - aheadAt(shown - DAY, zone);
  const after = shown - aheadAt(shown + DAY, zone);
  const shows = (instant: number): boolean => clockAt(instant, zone) === shown;
  if (shows(before)) return before;
  return shows(after) ? after : before;
};
