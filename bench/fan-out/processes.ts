import { readFileSync } from 'node:fs';
import type { System } from '../../local/system.ts';

/** What a function's processes took so far. */
export interface Taken {
  cpuSeconds: number;
  /** Highest resident memory of any of them. */
  peakMegabytes: number;
}

/** Of the kernel's clock in `/proc`, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

const ofProcess = (pid: number): Taken => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, peakMegabytes: Number(peak) / 1024 };
};

const sum = (taken: Taken[]): Taken => ({
  cpuSeconds: taken.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0),
  peakMegabytes: Math.max(0, ...taken.map(({ peakMegabytes }) => peakMegabytes)),
});

/** By function, for those that have a process: emulators are other processes, so nothing of theirs is in here. */
export const takenByFunction = ({ functions }: System): Map<string, Taken> =>
  new Map(
    functions.all().flatMap((one) => {
      const pids = one.environments();
      return pids.length > 0 ? [[one.name, sum(pids.map(ofProcess))] as const] : [];
    }),
  );
