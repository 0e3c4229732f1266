import { type Change, type Commit, ConditionFailed, type Write } from '../../shared/store/commit.ts';

/** A write of a change, and the word for the change being refused there. */
export type Step<Why extends string> = readonly [why: Why, write: Write];

/** The write cannot be refused: it has no condition. */
export const always = (write: Write): Step<never> => [undefined as never, write];

/** Commits steps together, or tells the first one that was refused; then nothing was written. */
export const attempt = async <Why extends string>(
  commit: Commit,
  steps: Step<Why>[],
  change: Omit<Change, 'writes'>,
): Promise<'done' | Why> => {
  try {
    await commit({ ...change, writes: steps.map(([, write]) => write) });
    return 'done';
  } catch (error) {
    const refused = error instanceof ConditionFailed && steps.find((_step, position) => error.failed.includes(position));
    if (!refused) throw error;
    return refused[0];
  }
};
