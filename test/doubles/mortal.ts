/** The end of a process in the middle of its work. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * Workers that die at some steps: there is one before and one after each call to the world, counted from the start. `turns` is how long each
 * call takes, in turns of the others: what mixes the steps of workers that run together.
 */
export const mortality = (kills: ReadonlySet<number>, turns: number[]) => {
  let calls = 0;
  const pass = async (): Promise<void> => {
    for (let turn = turns[calls % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve();
    if (kills.has(calls++)) throw new Killed();
  };
  /** Every call of a dependency may be the last of the process, before or after its effect. */
  const mortal = <Call extends (...args: never[]) => Promise<unknown>>(call: Call): Call =>
    (async (...args) => {
      await pass();
      const result = await call(...args);
      await pass();
      return result;
    }) as Call;
  const allMortal = <T extends object>(object: T): T =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, mortal(value)])) as T;
  return { mortal, allMortal, calls: () => calls };
};
