import type { Announcement } from '../../../schemas/publication.ts';

/** What a fiche's subscribers were told lately, and what they are still to be told. */
export interface CoolDown {
  /** When the window opened by the last alert ends; null before the first. */
  until: string | null;
  /** Revisions that wait for that, in the order they came. */
  waiting: number[];
}

/** What becomes of a declared revision: it waits, or it is told now with all those that wait. */
export type Step = { kind: 'wait'; until: string } | Tell;

export interface Tell {
  kind: 'tell';
  /** In their order; the last one names the alert. */
  revisions: number[];
  /** When the window that this alert opens ends. */
  until: string;
}

/** As many as one mail can tell, and one transaction can end the wait of. */
const MOST_WAITING = 20;

const isOver = ({ until }: CoolDown, now: Date): boolean => until === null || Date.parse(until) <= now.getTime();

const tell = (revisions: number[], now: Date, seconds: number): Tell => ({
  kind: 'tell',
  revisions: revisions.toSorted((a, b) => a - b),
  until: new Date(now.getTime() + seconds * 1000).toISOString(),
});

/** The first revision is told at once; those that follow within the window wait for its end, or for an urgent one. Each alert opens a window of its own. */
export const stepFor = (
  coolDown: CoolDown,
  { revision, urgent }: Pick<Announcement, 'revision' | 'urgent'>,
  now: Date,
  seconds: number,
): Step =>
  coolDown.until === null || isOver(coolDown, now) || urgent || coolDown.waiting.length >= MOST_WAITING
    ? tell([...coolDown.waiting, revision], now, seconds)
    : { kind: 'wait', until: coolDown.until };

/** What is to be told at the end of the window; undefined before it, and when nothing waits. */
export const stepAtEnd = (coolDown: CoolDown, now: Date, seconds: number): Tell | undefined =>
  coolDown.waiting.length > 0 && isOver(coolDown, now) ? tell(coolDown.waiting, now, seconds) : undefined;
