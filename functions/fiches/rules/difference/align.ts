import { heaviestIncreasing } from './heaviest-increasing.ts';
import type { Line } from './lines.ts';
import { type Leftover, pairSimilar } from './pair-similar.ts';

/** Positions of one line in the two contents; only one of them for a line that came or went. */
export interface Pair {
  before: number | undefined;
  after: number | undefined;
  /** The same words at another place. */
  moved: boolean;
}

interface Match {
  before: number;
  after: number;
}

const nameOf = ({ part, role, key }: Line): string => `${part} ${role} ${key}`;
const nameInPlace = (line: Line): string => `${nameOf(line)} ${line.path.join('\n')}`;

/** Lines of the same name, the first of them with the first, the second with the second. */
const matchByName = (
  before: Line[],
  after: Line[],
  name: (line: Line) => string,
  taken: { before: Set<number>; after: Set<number> },
): Match[] => {
  const waiting = Map.groupBy(
    before.flatMap((line, position) => (taken.before.has(position) ? [] : [{ line, position }])),
    ({ line }) => name(line),
  );
  for (const queue of waiting.values()) queue.reverse();
  return after.flatMap((line, position) => {
    const found = taken.after.has(position) ? undefined : waiting.get(name(line))?.pop()?.position;
    return found === undefined ? [] : [{ before: found, after: position }];
  });
};

/** Lines that read the same: under the same titles where they can, so that what is said in several places is not mixed up. */
const matchIdentical = (before: Line[], after: Line[]): Match[] => {
  const inPlace = matchByName(before, after, nameInPlace, { before: new Set(), after: new Set() });
  const taken = { before: new Set(inPlace.map((match) => match.before)), after: new Set(inPlace.map((match) => match.after)) };
  return [...inPlace, ...matchByName(before, after, nameOf, taken)].toSorted((a, b) => a.after - b.after);
};

/** Most of a fiche does not change: what is the same at both ends is settled before anything else. */
const commonEnds = (before: Line[], after: Line[]): { start: number; end: number } => {
  const shortest = Math.min(before.length, after.length);
  const same = (b: number, a: number): boolean => {
    const [old, fresh] = [before[b], after[a]];
    return old !== undefined && fresh !== undefined && nameOf(old) === nameOf(fresh);
  };
  let start = 0;
  while (start < shortest && same(start, start)) start++;
  let end = 0;
  while (end < shortest - start && same(before.length - 1 - end, after.length - 1 - end)) end++;
  return { start, end };
};

const leftovers = (lines: Line[], taken: Set<number>, anchors: Set<number>): Leftover[] => {
  let gap = 0;
  return lines.flatMap((line, position) => {
    if (anchors.has(position)) gap++;
    return taken.has(position) ? [] : [{ line, position, gap }];
  });
};

const alignMiddle = (before: Line[], after: Line[]): Pair[] => {
  const matches = matchIdentical(before, after);
  const rank = new Map(
    matches
      .map(({ before: position }) => position)
      .toSorted((a, b) => a - b)
      .map((position, index) => [position, index]),
  );
  const kept = heaviestIncreasing(
    matches.map(({ before: position }) => rank.get(position) ?? 0),
    matches.map(({ after: position }) => after[position]?.key.length ?? 0),
  );
  const anchors = matches.filter((_, index) => kept.has(index));
  const gone = leftovers(before, new Set(matches.map((match) => match.before)), new Set(anchors.map((match) => match.before)));
  const come = leftovers(after, new Set(matches.map((match) => match.after)), new Set(anchors.map((match) => match.after)));
  const similar = pairSimilar(gone, come);
  const rewritten = { before: new Set(similar.map((pair) => pair.before)), after: new Set(similar.map((pair) => pair.after)) };
  return [
    ...matches.map((match, index) => ({ ...match, moved: !kept.has(index) })),
    ...similar.map((pair) => ({ ...pair, moved: false })),
    ...gone
      .filter(({ position }) => !rewritten.before.has(position))
      .map(({ position }) => ({ before: position, after: undefined, moved: false })),
    ...come
      .filter(({ position }) => !rewritten.after.has(position))
      .map(({ position }) => ({ before: undefined, after: position, moved: false })),
  ];
};

/** Which line became which. Identical lines first, then similar ones; lines that did not change at either end are left out. */
export const align = (before: Line[], after: Line[]): Pair[] => {
  const { start, end } = commonEnds(before, after);
  const shift = (position: number | undefined): number | undefined => (position === undefined ? undefined : position + start);
  return alignMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)).map((pair) => ({
    before: shift(pair.before),
    after: shift(pair.after),
    moved: pair.moved,
  }));
};
