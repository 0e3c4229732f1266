import type { Line } from './lines.ts';
import { countWords, plain } from './typography.ts';

/** What a line became; on one side only for a line that came or went. */
export interface Change {
  before: Line | undefined;
  after: Line | undefined;
  /** The same words at another place. */
  moved: boolean;
  /** Positions in the two contents: -1 on the side where the line is not. */
  at: { before: number; after: number };
}

/** A shorter sentence is too common to be known again elsewhere. In words. */
const SHORTEST = 6;

interface Sentence {
  text: string;
  key: string;
}

const sentencesOf = (line: Line | undefined): Sentence[] =>
  (line?.text ?? '')
    .split(/(?<=[.!?…])\s+/)
    .filter(Boolean)
    .map((text) => ({ text, key: plain(text) }));

const isLong = ({ text }: Sentence): boolean => countWords(text) >= SHORTEST;

/** Long sentences that one side of a change has and the other has not. */
const onlyIn = (line: Line | undefined, other: Line | undefined): Sentence[] => {
  if (line?.role !== 'text') return [];
  const shared = new Set(sentencesOf(other).map(({ key }) => key));
  return sentencesOf(line).filter((sentence) => !shared.has(sentence.key) && isLong(sentence));
};

const nameOf = ({ part }: Line, { key }: Sentence): string => `${part} ${key}`;

const without = (line: Line | undefined, gone: ReadonlySet<string>): Line | undefined => {
  if (!line || gone.size === 0) return line;
  const text = sentencesOf(line)
    .filter(({ key }) => !gone.has(key))
    .map((sentence) => sentence.text)
    .join(' ');
  return text === '' ? undefined : { part: line.part, path: line.path, role: line.role, text, key: plain(text) };
};

interface Relocation {
  sentence: Sentence;
  from: Change;
  to: Change;
}

/** Each sentence that came, with the same one that went from another line; each of them once. */
const relocationsOf = (changes: Change[]): Relocation[] => {
  const gone = new Map<string, Change[]>();
  for (const change of changes)
    for (const sentence of onlyIn(change.before, change.after)) {
      const name = change.before ? nameOf(change.before, sentence) : '';
      const those = gone.get(name) ?? [];
      those.push(change);
      gone.set(name, those);
    }
  return changes.flatMap((to) =>
    onlyIn(to.after, to.before).flatMap((sentence) => {
      const from = to.after && gone.get(nameOf(to.after, sentence))?.shift();
      return from ? [{ sentence, from, to }] : [];
    }),
  );
};

/** One change a place: sentences that went together from one line to one other are told together. */
const moves = (to: Change, relocations: Relocation[]): Change[] => {
  const line = to.after;
  if (!line) return [];
  return [...Map.groupBy(relocations, ({ from }) => from)].map(([from, together]) => {
    const text = together.map(({ sentence }) => sentence.text).join(' ');
    const moved: Line = { part: line.part, path: line.path, role: line.role, text, key: plain(text) };
    return { before: moved, after: moved, moved: true, at: { before: from.at.before, after: to.at.after } };
  });
};

/**
 * Tells sentences that only went from one paragraph to another as moved, and the rest of both without them: a paragraph that is cut in two
 * has lost nothing, and nothing is new.
 */
export const relocate = (changes: Change[]): Change[] => {
  const relocations = relocationsOf(changes.filter(({ moved }) => !moved));
  if (relocations.length === 0) return changes;
  const left = Map.groupBy(relocations, ({ from }) => from);
  const arrived = Map.groupBy(relocations, ({ to }) => to);
  const keysOf = (some: Relocation[]): Set<string> => new Set(some.map(({ sentence }) => sentence.key));
  return changes.flatMap((change) => {
    const came = arrived.get(change) ?? [];
    const before = without(change.before, keysOf(left.get(change) ?? []));
    const after = without(change.after, keysOf(came));
    return [...(before || after ? [{ ...change, before, after }] : []), ...moves(change, came)];
  });
};
