import { Killed } from './dying.ts';

/** Counts the calls of all processes to the world, and names those that kill. */
export interface Fatality {
  kills: ReadonlySet<number>;
  calls: number;
}

/** A process that one of its calls may kill, before or after its effect; whatever was to follow in it does not happen. */
export const mortalProcess = (fatality: Fatality) => {
  const state = { dead: false };
  const pass = (): void => {
    if (!state.dead && fatality.kills.has(fatality.calls++)) state.dead = true;
    if (state.dead) throw new Killed();
  };
  const mortal = <Call extends (...args: never[]) => Promise<unknown>>(call: Call): Call =>
    (async (...args) => {
      pass();
      const result = await call(...args);
      pass();
      return result;
    }) as Call;
  const allMortal = <T extends object>(object: T, except: string[] = []): T =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, except.includes(name) ? value : mortal(value)])) as T;
  return { state, pass, mortal, allMortal };
};

/** Waits for the end of a piece of work, be it its death. */
export const survive = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
};
