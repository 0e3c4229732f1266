/** One line of a result: `value` in `unit`; beside a bare equivalent measured in the same run, and the mark that it must not pass. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  bare?: number;
  /** `value` over `bare`, or the median of this over pairs. */
  ratio?: number;
  mark?: { of: 'value' | 'ratio'; most: number };
}

/** Something worth measuring again after every change; its file is `bench/<name>.ts`. */
export interface Scenario {
  title: string;
  run(): Promise<Row[]>;
}

export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** How far a median may be from the one of endlessly many: its standard error, told from the middle half so that a few wild values do not count. */
export const errorOfMedian = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return (0.93 * (at(0.75) - at(0.25))) / Math.sqrt(sorted.length);
};
