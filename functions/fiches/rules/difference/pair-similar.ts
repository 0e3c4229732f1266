import type { Line } from './lines.ts';
import { isWord, tokensOf } from './typography.ts';

export interface Leftover {
  line: Line;
  position: number;
  /** How many unchanged lines stand before it. */
  gap: number;
}

/** Two lines this much alike are one line rewritten; standing at the same place counts for a part of it. */
const ALIKE = 0.5;
const SAME_PLACE = 0.2;
const SAME_PATH = 0.1;
/** Below this, two lines have nothing in common but small words. */
const LEAST_IN_COMMON = 0.25;
/** Comparisons of lines in all, and of their words: a fiche rewritten from end to end still answers at once. */
const MAX_COMPARISONS = 40_000;
const MAX_WORDS = 4_000_000;

interface Bag {
  words: Map<string, number>;
  size: number;
}

const bagOf = ({ key }: Line): Bag => {
  const words = new Map<string, number>();
  let size = 0;
  for (const token of tokensOf(key)) {
    if (!isWord(token.key)) continue;
    const word = token.key.toLowerCase();
    words.set(word, (words.get(word) ?? 0) + 1);
    size++;
  }
  return { words, size };
};

/** From 0 to 1: twice the words in common over all the words. */
const likeness = (a: Bag, b: Bag): number => {
  if (a.size === 0 || b.size === 0 || (2 * Math.min(a.size, b.size)) / (a.size + b.size) < LEAST_IN_COMMON) return 0;
  let common = 0;
  const [few, many] = a.words.size <= b.words.size ? [a, b] : [b, a];
  for (const [word, times] of few.words) common += Math.min(times, many.words.get(word) ?? 0);
  return (2 * common) / (a.size + b.size);
};

/** Every pair when they are few, else those that stand at about the same place. */
const candidates = function* (gone: number, come: number, most: number): Iterable<[number, number]> {
  const reach = gone * come <= most ? come : Math.max(1, Math.floor(most / gone / 2));
  for (let g = 0; g < gone; g++) {
    const middle = Math.floor((g * come) / gone);
    for (let c = Math.max(0, middle - reach); c < Math.min(come, middle + reach + 1); c++) yield [g, c];
  }
};

/** Pairs of lines that went and lines that came, each at most once, the most alike first. */
export const pairSimilar = (gone: Leftover[], come: Leftover[]): { before: number; after: number }[] => {
  const goneBags = gone.map(({ line }) => bagOf(line));
  const comeBags = come.map(({ line }) => bagOf(line));
  const found: { g: number; c: number; score: number }[] = [];
  const wordsOf = (bags: Bag[]): number => bags.reduce((sum, { words }) => sum + words.size, 0);
  const wordsInLine = (wordsOf(goneBags) + wordsOf(comeBags)) / Math.max(1, gone.length + come.length);
  const most = Math.min(MAX_COMPARISONS, Math.floor(MAX_WORDS / Math.max(1, wordsInLine)));
  for (const [g, c] of candidates(gone.length, come.length, most)) {
    const [old, fresh, oldBag, freshBag] = [gone[g], come[c], goneBags[g], comeBags[c]];
    if (!old || !fresh || !oldBag || !freshBag || old.line.role !== fresh.line.role || old.line.part !== fresh.line.part) continue;
    const alike = likeness(oldBag, freshBag);
    const place = (old.gap === fresh.gap ? SAME_PLACE : 0) + (old.line.path.join('\n') === fresh.line.path.join('\n') ? SAME_PATH : 0);
    if (alike >= LEAST_IN_COMMON && alike + place >= ALIKE) found.push({ g, c, score: alike + place });
  }
  found.sort((a, b) => b.score - a.score || a.g + a.c - b.g - b.c || a.g - b.g);
  const taken = { gone: new Set<number>(), come: new Set<number>() };
  return found.flatMap(({ g, c }) => {
    const [old, fresh] = [gone[g], come[c]];
    if (!old || !fresh || taken.gone.has(g) || taken.come.has(c)) return [];
    taken.gone.add(g);
    taken.come.add(c);
    return [{ before: old.position, after: fresh.position }];
  });
};
