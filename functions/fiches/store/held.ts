import { ConditionFailed } from '../../shared/store/commit.ts';

/** False when a condition of the change did not hold, and then nothing was written. */
export const held = async (change: Promise<void>): Promise<boolean> => {
  try {
    await change;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};
