/** A lane's sends a second, between two instants in milliseconds since the epoch. */
export interface Slice {
  lane: string;
  from: number;
  until: number;
  perSecond: number;
}

/** How a worker stands: what was leased to it, and the sends that are due to it; fewer than none when it has sent ahead. */
export interface Pace {
  slices: Slice[];
  due: number;
  /** Sends that fell due and were let go, because the worker was too far behind to make up for them. */
  wasted: number;
  /** The instant of which `due` speaks. */
  at: number;
}

/** In seconds: what a worker that was held up may make up for at once. */
const CATCH_UP = 0.5;
/** In seconds: what it may send ahead in one call, of what is leased to it. */
const ADVANCE = 1;
const SECOND = 1000;
/** Sums of parts of a send are never exact. */
const NEARLY = 1e-6;

export const atRest = (now: number): Pace => ({ slices: [], due: 0, wasted: 0, at: now });

const between = ({ from, until, perSecond }: Slice, start: number, end: number): number =>
  (Math.max(0, Math.min(until, end) - Math.max(from, start)) * perSecond) / SECOND;

const sum = (slices: Slice[], of: (slice: Slice) => number): number => slices.reduce((total, slice) => total + of(slice), 0);

/** Sends a second at this instant. */
export const rateAt = ({ slices }: Pace, instant: number): number =>
  sum(slices, ({ from, until, perSecond }) => (from <= instant && instant < until ? perSecond : 0));

/** The same worker at a later instant: sends fell due, of which it keeps no more than it may catch up. */
const advance = ({ slices, due, wasted, at }: Pace, now: number): Pace => {
  const touched = slices.filter(({ from, until }) => until > at && from < now);
  const most = Math.max(due, CATCH_UP * sum(touched, ({ perSecond }) => perSecond));
  const fallen = due + sum(touched, (slice) => between(slice, at, now));
  return {
    slices: slices.filter(({ until }) => until > now),
    due: Math.min(most, fallen),
    wasted: wasted + Math.max(0, fallen - most),
    at: Math.max(at, now),
  };
};

/** Lets go of all leases; what was sent ahead of them stays a debt. */
export const without = (pace: Pace, now: number): Pace => {
  const { due, ...current } = advance(pace, now);
  return { ...current, slices: [], due: Math.min(0, due) };
};

/** Ends so many of the leases that run, those that would last longest. */
export const shorten = (pace: Pace, count: number, now: number): { ended: Slice[]; pace: Pace } => {
  const current = advance(pace, now);
  const ended = current.slices
    .filter(({ from }) => from <= now)
    .sort((one, other) => other.until - one.until)
    .slice(0, count);
  return { ended, pace: { ...current, slices: current.slices.filter((slice) => !ended.includes(slice)) } };
};

/** With leases more: of those that carry on from an earlier one, what fell due before now is due at once. */
export const withSlices = (pace: Pace, slices: Slice[], now: number): Pace => {
  const current = advance(pace, now);
  const due = current.due + sum(slices, (slice) => between(slice, slice.from, now));
  return { ...current, slices: [...current.slices, ...slices], due };
};

/**
 * How many of the sends wanted may go now: none before the last ones have fallen due, or without a lease that runs; else as many as are due
 * and will be within a second of what is leased, and one at least.
 */
export const grant = (pace: Pace, wanted: number, now: number): { granted: number; pace: Pace } => {
  const current = advance(pace, now);
  if (current.due < -NEARLY || rateAt(current, now) === 0) return { granted: 0, pace: current };
  const ahead = sum(current.slices, (slice) => between(slice, now, now + ADVANCE * SECOND));
  const granted = Math.min(wanted, Math.max(1, Math.floor(current.due + ahead + NEARLY)));
  return { granted, pace: { ...current, due: current.due - granted } };
};

/** Milliseconds until something may go, by the leases there are; infinite when none of them will do. */
export const waitOf = (pace: Pace, now: number): number => {
  const current = advance(pace, now);
  let missing = Math.max(0, -current.due);
  const edges = [...new Set([now, ...current.slices.flatMap(({ from, until }) => [from, until])])]
    .filter((edge) => edge >= now)
    .sort((a, b) => a - b);
  for (const [at, edge] of edges.entries()) {
    const rate = rateAt(current, edge);
    const next = edges[at + 1];
    if (rate === 0 || next === undefined) continue;
    const within = (missing / rate) * SECOND;
    if (edge + within < next) return edge + within - now;
    missing -= (rate * (next - edge)) / SECOND;
  }
  return Number.POSITIVE_INFINITY;
};

/** What a worker has done since the last time that its speed was looked at. */
export interface Stretch {
  sent: number;
  wasted: number;
  seconds: number;
}

/** What is lost by chance, as between two invocations, says nothing. */
const BY_CHANCE = 0.02;

/** Whether it had more leases than it could use. */
export const isTooSlow = ({ sent, wasted }: Stretch): boolean => wasted > BY_CHANCE * sent;

/** Of its speed: who sends less than that had less to do, or fewer leases than it might have had. */
const SHOWN = 0.8;

/** Whether it used all that it may have, and might do with more. */
export const isAtItsLimit = (speed: number, stretch: Stretch): boolean =>
  !isTooSlow(stretch) && stretch.sent / stretch.seconds >= SHOWN * speed;

/** What it has shown to manage; in one step never less than half of what it was trusted with. */
export const slowerSpeed = (speed: number, { sent, seconds }: Stretch): number => Math.min(speed, Math.max(sent / seconds, speed / 2));
