import { setImmediate } from 'node:timers/promises';

/** A clock that only moves when nobody has anything left to do at its time, and then at once to the next instant that somebody waits for. */
export interface VirtualTime {
  clock: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  /** Runs a piece of work to its end. Throws when it waits for nothing that will ever come. */
  run: <Result>(work: Promise<Result>) => Promise<Result>;
}

export const virtualTime = (start: number): VirtualTime => {
  let now = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    clock: () => new Date(now),
    sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + Math.max(0, milliseconds), wake })),
    async run(work) {
      let ended = false;
      const end = () => {
        ended = true;
      };
      work.then(end, end);
      for (;;) {
        await setImmediate();
        if (ended) return work;
        if (sleepers.length === 0) throw new Error('somebody waits for ever');
        now = Math.max(now, Math.min(...sleepers.map(({ at }) => at)));
        const due = sleepers.filter(({ at }) => at <= now);
        sleepers = sleepers.filter(({ at }) => at > now);
        for (const { wake } of due) wake();
      }
    },
  };
};
