import { createHash } from 'node:crypto';
import type { Difference, Passage } from '../../../../schemas/revision.ts';
import { fold } from '../../../../schemas/search.ts';

/** How many other fiches of the same import hold the same edit. */
export type Repetition = (passage: Passage) => number;

/** An edit found in this many other fiches belongs to none of them. */
export const REPEATED = 2;

/** Edits that several fiches of an import hold, with how many do; the most repeated first. */
export type RepeatedEdits = [edit: string, fiches: number][];

/** Some 20 MB, and ten times what DILA's largest archive changed: beyond it edits are no longer told apart, and count for none. */
const MOST_EDITS = 200_000;
/** What one item of a table keeps. */
const MOST_KEPT = 20_000;
const NAME_DIGITS = 16;

/** Equal for the same words replaced by the same words, whatever stands around them. */
const nameOf = ({ change, words }: Passage): string => {
  const edit = [change, ...words.flatMap((word) => (word.change === 'same' ? [] : [`${word.change} ${fold(word.text)}`]))].join('\n');
  return createHash('sha256').update(edit).digest('hex').slice(0, NAME_DIGITS);
};

/** Counts edits over fiches that are read one after the other, in any order. */
export const editCounter = (mostEdits: number = MOST_EDITS) => {
  const fiches = new Map<string, number>();
  return {
    /** All the differences of one fiche, which may be published for several audiences: an edit counts once for it. */
    add(differences: Difference[]): void {
      for (const edit of new Set(differences.flatMap(({ passages }) => passages.map(nameOf)))) {
        const before = fiches.get(edit);
        if (before !== undefined || fiches.size < mostEdits) fiches.set(edit, (before ?? 0) + 1);
      }
    },
    repeated: (): RepeatedEdits =>
      [...fiches]
        .filter(([, count]) => count > 1)
        .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
        .slice(0, MOST_KEPT),
  };
};

export const repetitionOf = (repeated: RepeatedEdits): Repetition => {
  const fiches = new Map(repeated);
  return fiches.size === 0 ? () => 0 : (passage) => (fiches.get(nameOf(passage)) ?? 1) - 1;
};
