import type { Count } from '../../functions/identity/rules/throttle.ts';
import type { AttemptStore } from '../../functions/identity/store/attempts.ts';

/** Counts of tries, without an engine. */
export const attemptsInMemory = (): AttemptStore => {
  const counts = new Map<string, Count>();
  return {
    read: async (keys) => new Map(keys.flatMap((key) => (counts.has(key) ? [[key, counts.get(key) as Count]] : []))),
    take: async (key, seen, { count, last }) => {
      const now = counts.get(key);
      if (now?.count !== seen?.count || now?.last !== seen?.last) return false;
      counts.set(key, { count, last });
      return true;
    },
    add: async (key, last) => void counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, last }),
    forget: async (key) => void counts.delete(key),
  };
};
