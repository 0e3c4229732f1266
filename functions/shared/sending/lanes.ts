/** Who shares the sends of each second. `transactional`: what one person waits for, as a password link. */
export const sendClasses = ['transactional', 'urgent', 'normal', 'digest'] as const;
export type SendClass = (typeof sendClasses)[number];

/** A fixed part of the sends of each second, kept for one class and lent to others while that class has nothing to send. */
export interface Lane {
  /** `normal#03` */
  name: string;
  owner: SendClass;
}

/** Until when a lane is leased (milliseconds since the epoch), and for what. */
export interface LaneState {
  until: number;
  by: SendClass;
}

/** All that workers know of each other: states by lane, and until when a class asks for its lanes back. */
export interface Board {
  lanes: ReadonlyMap<string, LaneState>;
  demands: ReadonlyMap<SendClass, number>;
}

/** Lanes of each class when there are enough sends to divide: about 6, 25, 44 and 25 in a hundred. */
const SHARES: Record<SendClass, number> = { transactional: 1, urgent: 4, normal: 7, digest: 4 };
/** Below this many sends a second, a lane of sixteen would stay empty for most of a second: each class then has one. */
const DIVISIBLE = 16;

/** All times in milliseconds. */
export const timing = {
  /** How long a class keeps a lane of its own. */
  ownLease: 2000,
  /** How long it keeps another's, and so about how long the owner may have to wait. */
  lentLease: 1000,
  /** The next lease may be taken so long before the last one ends, so that no send falls between them. */
  ahead: 500,
  /** A lane that its own class has used is lent once it was free for so long. */
  grace: 1000,
  /** Nobody wants a lane that was free for so long. */
  idle: 300,
  /** A lease that begins so soon after the last one of its lane carries on from there: what fell due between them is not lost. */
  carryOn: 500,
  /** How long a class that asks for its lanes keeps others from taking them again. */
  demand: 3000,
} as const;

/** The lanes of so many sends a second; each has the same part of them. */
export const lanesOf = (perSecond: number): Lane[] =>
  sendClasses.flatMap((owner) =>
    Array.from({ length: perSecond < DIVISIBLE ? 1 : SHARES[owner] }, (_, at) => ({
      name: `${owner}#${String(at).padStart(2, '0')}`,
      owner,
    })),
  );

const ends = (board: Board, { name }: Lane): number => board.lanes.get(name)?.until ?? 0;

const isLent = (board: Board, lane: Lane): boolean => (board.lanes.get(lane.name)?.by ?? lane.owner) !== lane.owner;

const mayTake = (board: Board, lane: Lane, sendClass: SendClass, now: number): boolean => {
  const free = ends(board, lane);
  if (lane.owner === sendClass) return free <= now + timing.ahead;
  if ((board.demands.get(lane.owner) ?? 0) > now) return false;
  return isLent(board, lane) ? free <= now + timing.ahead : free <= now - timing.grace;
};

/** The lanes that a class may lease now: its own first, then those of classes that have nothing to send. */
export const leasable = (board: Board, lanes: Lane[], sendClass: SendClass, now: number): Lane[] => {
  const open = lanes.filter((lane) => mayTake(board, lane, sendClass, now));
  return [...open.filter(({ owner }) => owner === sendClass), ...open.filter(({ owner }) => owner !== sendClass)];
};

/** How many of these lanes nobody has wanted for a while. */
export const idleAmong = (board: Board, open: Lane[], now: number): number =>
  open.filter((lane) => ends(board, lane) <= now - timing.idle).length;

/** The state of a lane once a class has leased it from now on, or from the end of the lease that runs or has just ended. */
export const leaseOf = (board: Board, lane: Lane, sendClass: SendClass, now: number): LaneState & { from: number } => {
  const end = ends(board, lane);
  const length = lane.owner === sendClass ? timing.ownLease : timing.lentLease;
  return { from: end > now - timing.carryOn ? end : now, until: Math.max(now, end) + length, by: sendClass };
};

/** Whether others have what belongs to this class, so that it has to ask for it. */
export const mustAsk = (board: Board, lanes: Lane[], sendClass: SendClass, now: number): boolean =>
  lanes.some((lane) => lane.owner === sendClass && isLent(board, lane) && ends(board, lane) > now);
