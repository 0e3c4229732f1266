import { readFileSync, writeFileSync } from 'node:fs';

/** What a process took so far. */
export interface Taken {
  cpuSeconds: number;
  /** Highest resident memory. */
  peakMegabytes: number;
}

/** Of the kernel's clock in `/proc`, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export const takenBy = ({ pid }: { pid: number }): Taken => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, peakMegabytes: Number(peak) / 1024 };
};

/** The highest resident memory is counted anew from here on. */
export const forgetPeak = ({ pid }: { pid: number }): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
