import type { Difference, Passage } from '../../../../schemas/revision.ts';
import { fold } from '../../../../schemas/search.ts';

/** How many other fiches of the same import hold the same edit. */
export type Repetition = (passage: Passage) => number;

/** Equal for the same words replaced by the same words, whatever stands around them. */
const editOf = ({ change, words }: Passage): string =>
  [change, ...words.flatMap((word) => (word.change === 'same' ? [] : [`${word.change} ${fold(word.text)}`]))].join('\n');

/** Counts each edit once a fiche. The order of the fiches makes no difference. */
export const repetitionIn = (differences: Difference[]): Repetition => {
  const fiches = new Map<string, number>();
  for (const { passages } of differences) for (const edit of new Set(passages.map(editOf))) fiches.set(edit, (fiches.get(edit) ?? 0) + 1);
  return (passage) => Math.max(0, (fiches.get(editOf(passage)) ?? 0) - 1);
};
