import type { Turn } from '../../functions/alerts/mailer.ts';
import type { SendBudget } from '../../functions/shared/sending/budget.ts';

/** A turn in which everything may go at once. */
export const endlessTurn: Turn = { next: async (wanted) => wanted, alone: async (wanted) => wanted };

/** A turn in which so many letters may go, and no more. */
export const turnOf = (letters: number): Turn => {
  let left = letters;
  const next = async (wanted: number): Promise<number> => {
    const granted = Math.min(left, wanted);
    left -= granted;
    return granted;
  };
  return { next, alone: next };
};

/** A budget that nobody comes to the end of. */
export const endlessBudget: SendBudget = {
  isStopped: async () => false,
  take: async ({ letters }) => letters,
  release: async () => undefined,
};

/** A worker that shares its quota with nobody. */
export const oneWorker = { workers: 1, release: async (): Promise<void> => undefined };
