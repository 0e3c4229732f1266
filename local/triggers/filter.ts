import type { Json } from '../assembly.ts';

type Numeric = [string, number, ...(string | number)[]];
type Comparison = { prefix: string } | { suffix: string } | { exists: boolean } | { 'anything-but': Json } | { numeric: Numeric };

const numericTests: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const numericHolds = (terms: Numeric, value: unknown): boolean => {
  for (let at = 0; at < terms.length; at += 2) {
    const test = numericTests[String(terms[at])];
    if (!test || typeof value !== 'number' || !test(value, Number(terms[at + 1]))) return false;
  }
  return true;
};

const comparisonHolds = (comparison: Comparison, value: unknown): boolean => {
  if ('exists' in comparison) return (value !== undefined) === comparison.exists;
  if ('prefix' in comparison) return typeof value === 'string' && value.startsWith(comparison.prefix);
  if ('suffix' in comparison) return typeof value === 'string' && value.endsWith(comparison.suffix);
  if ('numeric' in comparison) return numericHolds(comparison.numeric, value);
  if ('anything-but' in comparison) return value !== undefined && ![comparison['anything-but']].flat().includes(value as Json);
  throw new Error(`the local system does not support ${JSON.stringify(comparison)} in the filter of an event source`);
};

/** An event pattern: every key must hold, and a list holds when any of its elements does. */
export const matchesPattern = (pattern: Json, value: unknown): boolean => {
  if (Array.isArray(pattern)) {
    return pattern.some((one) => (one !== null && typeof one === 'object' ? comparisonHolds(one as Comparison, value) : one === value));
  }
  if (pattern === null || typeof pattern !== 'object') return pattern === value;
  return Object.entries(pattern).every(([key, inner]) => matchesPattern(inner, (value as Record<string, unknown> | undefined)?.[key]));
};
