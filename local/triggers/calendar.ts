type Field = ReadonlySet<number>;

const names: Record<string, number> = Object.fromEntries([
  ...['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].map((name, index) => [name, index + 1] as const),
  ...['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'].map((name, index) => [name, index + 1] as const),
]);

const valueOf = (text: string): number => {
  const value = names[text.toUpperCase()] ?? Number(text);
  if (!Number.isInteger(value)) throw new Error(`the local system does not support ${text} in a schedule`);
  return value;
};

const readField = (text: string, [lowest, highest]: [number, number]): Field => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const whole = range === '*' || range === '?';
    const [from = lowest, to] = whole ? [lowest, highest] : range.split('-').map(valueOf);
    const end = to ?? (part.includes('/') ? highest : from);
    for (let value = from; value <= end; value += valueOf(step)) values.add(value);
  }
  return values;
};

const MINUTE = 60_000;
const FARTHEST_MINUTES = 366 * 24 * 60;

/** The first whole minute after `after` that a cron expression of AWS names (minutes, hours, day of month, month, day of week, year; UTC). */
const nextOfCron = (expression: string): ((after: number) => number) => {
  const [minutes = '*', hours = '*', days = '*', months = '*', weekdays = '*', years = '*'] = expression.trim().split(/\s+/);
  const fields: [Field, (date: Date) => number][] = [
    [readField(minutes, [0, 59]), (date) => date.getUTCMinutes()],
    [readField(hours, [0, 23]), (date) => date.getUTCHours()],
    [readField(days, [1, 31]), (date) => date.getUTCDate()],
    [readField(months, [1, 12]), (date) => date.getUTCMonth() + 1],
    [readField(weekdays, [1, 7]), (date) => date.getUTCDay() + 1],
    [readField(years, [1970, 2199]), (date) => date.getUTCFullYear()],
  ];
  return (after) => {
    const first = (Math.floor(after / MINUTE) + 1) * MINUTE;
    for (let minute = 0; minute < FARTHEST_MINUTES; minute += 1) {
      const date = new Date(first + minute * MINUTE);
      if (fields.every(([field, read]) => field.has(read(date)))) return date.getTime();
    }
    return Number.POSITIVE_INFINITY;
  };
};

const units: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

/** When a schedule runs next after a moment, both in epoch milliseconds: `rate(5 minutes)` or `cron(0 3 * * ? *)`. */
export const nextRun = (expression: string): ((after: number) => number) => {
  const [, cron] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (cron) return nextOfCron(cron);
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (!count) throw new Error(`the local system does not support the schedule ${expression}`);
  const period = Number(count) * (units[unit] ?? MINUTE);
  return (after) => after + period;
};
