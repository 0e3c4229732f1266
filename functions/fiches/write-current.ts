import { isDeepStrictEqual } from 'node:util';

const ATTEMPTS = 5;

/**
 * Writes what is made of a state until the state read afterwards is still that one. Of two writers at once, the one that read the older
 * state sees that it did, and writes again: it never has the last word. Throws when the state changes faster than it is written.
 */
export const writeCurrent = async <State>(read: () => Promise<State>, write: (state: State) => Promise<void>): Promise<void> => {
  let state = await read();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await write(state);
    const now = await read();
    if (isDeepStrictEqual(now, state)) return;
    state = now;
  }
  throw new Error('it changes faster than it is written');
};
