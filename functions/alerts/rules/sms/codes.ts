/** Minutes a code can be used. */
export const CODE_MINUTES = 10;
/** Tries before a code is worth nothing: one chance in two hundred thousand for who guesses. */
export const CODE_TRIES = 5;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How many codes in how long, for one account and for one number. */
const limits = [
  { codes: 3, within: HOUR },
  { codes: 5, within: DAY },
] as const;

/** Sendings that still count, the latest last. */
const within = (sentAt: readonly string[], now: Date, duration: number): number[] =>
  sentAt.map((at) => Date.parse(at)).filter((at) => at > now.getTime() - duration);

/** Milliseconds until another code may be sent; 0 when one may be sent now. */
export const waitForCode = (sentAt: readonly string[], now: Date): number =>
  Math.max(
    0,
    ...limits.map(({ codes, within: duration }) => {
      const counted = within(sentAt, now, duration);
      const freed = counted[counted.length - codes];
      return freed === undefined ? 0 : freed + duration - now.getTime();
    }),
  );

/** What is kept of the sendings once another one is made: those that can still count, and it. */
export const withSending = (sentAt: readonly string[], now: Date): string[] => [
  ...within(sentAt, now, DAY).map((at) => new Date(at).toISOString()),
  now.toISOString(),
];

/** French, for a person: rounded up, so that who waits that long does not wait again. */
export const sayWait = (milliseconds: number): string => {
  const minutes = Math.ceil(milliseconds / MINUTE);
  if (minutes < 2) return 'une minute';
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} heures`;
};
