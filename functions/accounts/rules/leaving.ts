import { type HolderName, holders } from '../../../schemas/leaving.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a copy can be had once it is ready. */
export const AVAILABLE = DAY;
/** A copy is everything that somebody has: who could ask for it without end would keep the service busy with it. */
export const EXPORTS_A_DAY = 3;
/** After how long somebody looks at what is not done. */
export const EXPORT_PATIENCE = 10 * MINUTE;
export const ERASURE_PATIENCE = 30 * MINUTE;
/** A copy that nobody could make in a day is given up, so that its owner may ask anew. */
export const GIVEN_UP_AFTER = DAY;

/** Whether every holder has done its part. */
export const isComplete = (done: ReadonlySet<string>): boolean => Object.keys(holders).every((holder) => done.has(holder));

export const missingParts = (done: ReadonlySet<string>): HolderName[] =>
  (Object.keys(holders) as HolderName[]).filter((holder) => !done.has(holder));

/** The times of the last day at which copies were asked for. */
export const lately = (askedAt: readonly string[], now: Date): string[] =>
  askedAt.filter((at) => at > new Date(now.getTime() - DAY).toISOString());

export const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);
