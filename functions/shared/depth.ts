const within = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []);

/** Whether arrays and objects stand in one another more than `most` times. Goes level by level: no depth is too much for it. */
export const isDeeperThan = (value: unknown, most: number): boolean => {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap(within);
  }
  return false;
};
