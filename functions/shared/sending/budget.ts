import type { Clock } from '../clock.ts';
import type { ReadSendingControl } from '../store/sending-control.ts';
import { type Board, idleAmong, type Lane, type LaneState, lanesOf, leasable, leaseOf, mustAsk, type SendClass, timing } from './lanes.ts';
import { atRest, grant, isAtItsLimit, isTooSlow, rateAt, type Slice, shorten, slowerSpeed, waitOf, without, withSlices } from './pace.ts';

/** Where workers lease lanes; each lane is an item of its own, and none is written by all. */
export interface LaneStore {
  board(): Promise<Board>;
  /** False when another worker was first. */
  lease(lane: string, seen: LaneState | undefined, lease: LaneState): Promise<boolean>;
  /** Asks others to give back the lanes of this class; in milliseconds since the epoch. */
  ask(sendClass: SendClass, until: number): Promise<void>;
}

export interface Want {
  /** Sends to be made now. */
  letters: number;
  /** Sends that will follow them, for which lanes are worth having. */
  behind: number;
  /** In milliseconds since the epoch. */
  stopAt: number;
}

/** The part of the sends of each second that this worker has for one class. */
export interface SendBudget {
  /** Nothing may be sent for now: whoever waits had better do it in a queue. */
  isStopped(): Promise<boolean>;
  /** Waits for sends to fall due: how many of those wanted may be made at once, 0 when none did before the end. First come, first served. */
  take(want: Want): Promise<number>;
  /** Gives all leases back, for a worker that will hardly find more to send: those who still have something can use them at once. */
  release(): Promise<void>;
}

export interface BudgetDependencies {
  lanes: LaneStore;
  control: ReadSendingControl;
  sendClass: SendClass;
  /** What the mail service lets through when nothing is wrong. */
  perSecond: number;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<unknown>;
  random: () => number;
}

/** Milliseconds for which the word of the control holds. */
const CONTROL_HOLDS = 2000;
/** What a worker has lanes for: its next half second, and never more than sixty-four sends in flight can use. */
const HORIZON_SECONDS = 0.5;
const MOST_PER_SECOND = 1200;
/** What a worker is trusted with before it was watched. */
const FIRST_PER_SECOND = 600;
/** How long a worker is watched before its speed is judged. */
const MEASURED_SECONDS = 1.5;
/** Of the sends of a second: no call takes more of them, lest those of several workers come together. */
const LARGEST_CALL = 0.25;
/** Milliseconds between two looks at a board that has nothing free. */
const LOOK_AGAIN = 250;

/** One worker's budget for one class; remembers its leases from one invocation to the next. */
export const sendBudget = ({ lanes: store, control, sendClass, perSecond, clock, sleep, random }: BudgetDependencies): SendBudget => {
  const lanes = lanesOf(perSecond);
  let pace = atRest(0);
  let factor = { value: 1, until: 0 };
  let looking: Promise<void> | undefined;
  let lookAt = 0;
  let waiting = 0;
  /** It might manage more than it may have: worth a look whether something lies idle. */
  let curious = false;
  let speed = FIRST_PER_SECOND;
  let measured = { at: 0, sent: 0, wasted: 0 };
  let sent = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const now = () => clock().getTime();

  const currentFactor = async (): Promise<number> => {
    if (now() >= factor.until) factor = { value: (await control()).factor, until: now() + CONTROL_HOLDS };
    return factor.value;
  };

  /** Enough for the letters, and no lane that the worker would use in part: what it cannot send, another one could. */
  const wantedLanes = (perLane: number, letters: number): number => {
    const enough = Math.ceil(letters / HORIZON_SECONDS / perLane);
    const usable = Math.max(1, Math.floor(speed / perLane));
    return Math.min(enough, usable) - Math.round(rateAt(pace, now() + timing.ahead) / perLane);
  };

  /** Ends a lease now; another worker that was first to take it over keeps it. */
  const giveBack = (lane: string, until: number): Promise<boolean> =>
    store.lease(lane, { until, by: sendClass }, { until: now(), by: sendClass }).catch(() => false);

  /** Leases that the worker cannot use go to others at once. */
  const giveUp = (count: number): void => {
    const shortened = shorten(pace, Math.max(0, count), now());
    pace = shortened.pace;
    for (const { lane, until } of shortened.ended) void giveBack(lane, until);
  };

  const measure = (): void => {
    const seconds = (now() - measured.at) / 1000;
    if (seconds < MEASURED_SECONDS) return;
    const stretch = { sent: sent - measured.sent, wasted: pace.wasted - measured.wasted, seconds };
    measured = { at: now(), sent, wasted: pace.wasted };
    curious = isAtItsLimit(speed, stretch);
    if (!isTooSlow(stretch)) return;
    speed = slowerSpeed(speed, stretch);
    giveUp(Math.floor((rateAt(pace, now()) - speed) / ((perSecond * factor.value) / lanes.length)));
  };

  /** Different workers start at different lanes, so that they seldom want the same. */
  const shuffled = (open: Lane[]): Lane[] => {
    const own = open.filter(({ owner }) => owner === sendClass);
    const lent = open.filter(({ owner }) => owner !== sendClass);
    return [own, lent].flatMap((list) => {
      const start = Math.floor(random() * list.length);
      return [...list.slice(start), ...list.slice(0, start)];
    });
  };

  const leaseLane = async (board: Board, lane: Lane, perLane: number): Promise<Slice[]> => {
    const { from, until, by } = leaseOf(board, lane, sendClass, now());
    return (await store.lease(lane.name, board.lanes.get(lane.name), { until, by }))
      ? [{ lane: lane.name, from, until, perSecond: perLane }]
      : [];
  };

  const look = async (letters: number): Promise<void> => {
    const perLane = (perSecond * (await currentFactor())) / lanes.length;
    if (perLane === 0) return;
    if (!curious && wantedLanes(perLane, letters) <= 0) return;
    const board = await store.board();
    const open = leasable(board, lanes, sendClass, now());
    if (curious) speed = Math.min(MOST_PER_SECOND, speed + perLane * Math.ceil(idleAmong(board, open, now()) / 2));
    curious = false;
    const most = Math.max(0, wantedLanes(perLane, letters));
    const chosen = shuffled(open).slice(0, most);
    const slices = (await Promise.all(chosen.map((lane) => leaseLane(board, lane, perLane)))).flat();
    pace = withSlices(pace, slices, now());
    if (slices.length < most && mustAsk(board, lanes, sendClass, now())) await store.ask(sendClass, now() + timing.demand);
    lookAt = now() + (slices.length > 0 ? 0 : LOOK_AGAIN * (0.5 + random()));
  };

  /** One look at a time; its failure is nobody's but its own, since sends that are leased go on. */
  const lookOnce = (letters: number): Promise<void> => {
    looking ??= look(letters).finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const largest = Math.max(1, Math.floor(perSecond * LARGEST_CALL));

  const takeNow = async ({ letters, behind, stopAt }: Want): Promise<number> => {
    for (;;) {
      if (now() >= stopAt || (await currentFactor()) === 0) return 0;
      measure();
      const taken = grant(pace, Math.min(letters, largest), now());
      pace = taken.pace;
      sent += taken.granted;
      const due = now() >= lookAt && (curious || wantedLanes((perSecond * factor.value) / lanes.length, waiting + behind) > 0);
      const wait = waitOf(pace, now());
      if (taken.granted > 0) {
        if (due) void lookOnce(waiting + behind).catch(() => undefined);
        return taken.granted;
      }
      if (due && !Number.isFinite(wait)) await lookOnce(waiting + behind);
      else {
        if (due) void lookOnce(waiting + behind).catch(() => undefined);
        await sleep(Math.max(1, Math.min(wait, stopAt - now(), Math.max(lookAt - now(), 20))));
      }
    }
  };

  return {
    isStopped: async () => (await currentFactor()) === 0,
    take(want) {
      waiting += want.letters;
      const taken = turn.then(() => takeNow(want));
      turn = taken.catch(() => undefined);
      return taken.finally(() => {
        waiting -= want.letters;
      });
    },
    async release() {
      await looking?.catch(() => undefined);
      const lastEnds = new Map<string, number>();
      for (const { lane, until } of pace.slices) lastEnds.set(lane, Math.max(until, lastEnds.get(lane) ?? 0));
      pace = without(pace, now());
      await Promise.all([...lastEnds].filter(([, until]) => until > now()).map(([lane, until]) => giveBack(lane, until)));
    },
  };
};
