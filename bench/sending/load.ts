import { cpus } from 'node:os';

const times = (): { busy: number; all: number } => {
  let [busy, all] = [0, 0];
  for (const { times: of } of cpus()) {
    const sum = of.user + of.nice + of.sys + of.idle + of.irq;
    all += sum;
    busy += sum - of.idle;
  }
  return { busy, all };
};

/** Begins to watch the machine; gives the part of its processors’ time that anybody used since then. A figure of a machine that is full says little. */
export const watchLoad = (): (() => number) => {
  const before = times();
  return () => {
    const now = times();
    return (now.busy - before.busy) / (now.all - before.all);
  };
};
