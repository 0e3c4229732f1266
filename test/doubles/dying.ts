/** The process ended: whatever was to follow does not happen. */
export class Killed extends Error {}

type Dependencies = Record<string, unknown>;

/**
 * Dependencies whose nth call kills the caller: just before it does anything, or just after it has. Nothing that follows a kill does anything
 * either, as in a process that is gone.
 */
export const dying = <Given extends Dependencies>(given: Given, nth: number, moment: 'before' | 'after') => {
  const seen = { calls: 0, dead: false };
  const wrap =
    (call: (...values: unknown[]) => unknown, owner: unknown) =>
    async (...values: unknown[]): Promise<unknown> => {
      if (seen.dead) throw new Killed();
      seen.calls += 1;
      const last = seen.calls === nth;
      seen.dead ||= last;
      if (last && moment === 'before') throw new Killed();
      const result = await call.apply(owner, values);
      if (last || seen.dead) throw new Killed();
      return result;
    };
  const wrapped = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, typeof inner === 'function' ? wrap(inner as () => unknown, value) : inner]),
    );
  };
  /** Calls that only compute stay as they are. */
  const kill = (names: (keyof Given)[]): Given =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        if (!names.includes(name)) return [name, value];
        return [name, typeof value === 'function' ? wrap(value as () => unknown, given) : wrapped(value)];
      }),
    ) as Given;
  return { kill, seen };
};
