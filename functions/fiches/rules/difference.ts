import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Difference, Passage, WordChange } from '../../../schemas/revision.ts';
import { align } from './difference/align.ts';
import { cellChanges } from './difference/cell-changes.ts';
import { type Line, linesOf, pathUnder } from './difference/lines.ts';
import { type Change, relocate } from './difference/relocate.ts';
import { countWords } from './difference/typography.ts';
import { effortOf, MAX_EDITS, wordChanges } from './difference/word-changes.ts';

/** Aligned in one fixed direction, so that a difference and its reverse tell of the same lines. */
const changesOf = (before: Line[], after: Line[]): Change[] => {
  const keyOf = (lines: Line[]): string => lines.map(({ key }) => key).join('\n');
  const forward = keyOf(before) <= keyOf(after);
  const pairs = forward
    ? align(before, after)
    : align(after, before).map((pair) => ({ before: pair.after, after: pair.before, moved: pair.moved }));
  return pairs.map((pair) => ({
    before: pair.before === undefined ? undefined : before[pair.before],
    after: pair.after === undefined ? undefined : after[pair.after],
    moved: pair.moved,
    at: { before: pair.before ?? -1, after: pair.after ?? -1 },
  }));
};

/** The order of the new page; what went is told after the last line above it that is still there. */
const inReadingOrder = (changes: Change[]): Change[] => {
  const place = new Map<Change, number>();
  let above = -1;
  for (const change of changes.toSorted((a, b) => a.at.before - b.at.before)) {
    if (change.after) place.set(change, change.at.after);
    else place.set(change, above + 0.5);
    if (change.before && change.after && !change.moved) above = Math.max(above, change.at.after);
  }
  return changes.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0) || a.at.before - b.at.before);
};

/** Lines that moved together are one passage, told by its first words. */
const followsInMove = (change: Change, previous: Change | undefined): boolean =>
  change.moved &&
  previous !== undefined &&
  previous.moved &&
  change.at.after === previous.at.after + 1 &&
  change.at.before === previous.at.before + 1;

/** How many comparisons of two words a whole fiche may take: about a second. */
const MAX_EFFORT = 4_000_000;

/** The words of each rewritten line. The shortest lines first: what a fiche rewritten from end to end leaves no time for is shown as replaced. */
const rewordings = (changes: Change[]): Map<Change, WordChange[]> => {
  const sizeOf = ({ before, after }: Change): number => (before?.text.length ?? 0) + (after?.text.length ?? 0);
  const words = new Map<Change, WordChange[]>();
  let room = MAX_EFFORT;
  for (const change of changes.filter(({ before, after, moved }) => before && after && !moved).toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
    const most = Math.min(MAX_EDITS, Math.floor(Math.sqrt(room)));
    const found = wordChanges(change.before?.text ?? '', change.after?.text ?? '', most);
    words.set(change, found);
    room = Math.max(0, room - effortOf(found, most));
  }
  return words;
};

const passageOf = ({ before, after, moved }: Change, rewritten: WordChange[] | undefined): Passage | undefined => {
  const line = after ?? before;
  if (!line) return undefined;
  const { part, path } = line;
  if (!before) return { change: 'added', part, path, words: [{ change: 'added', text: line.text }] };
  if (!after) return { change: 'removed', part, path, words: [{ change: 'removed', text: line.text }] };
  if (moved) return { change: 'moved', part, path, words: [{ change: 'same', text: line.text }] };
  const words = rewritten ?? [];
  if (words.every(({ change }) => change === 'same')) return undefined;
  const cells = cellChanges(before.row, after.row);
  return { change: 'rewritten', part, path, words, ...(cells && { cells }) };
};

/** The line of a change that has none on the other side. */
const alone = (change: Change | undefined, side: 'before' | 'after'): Line | undefined =>
  change && change[side === 'before' ? 'after' : 'before'] === undefined ? change[side] : undefined;

/** A title that came or went with the text under it is told by that text, whose path names it. */
const isToldBelow = (change: Change, next: Change | undefined): boolean =>
  (['before', 'after'] as const).some((side) => {
    const [title, below] = [alone(change, side), alone(next, side)];
    return title?.role === 'title' && below?.part === title.part && below.path.join('\n') === pathUnder(title.path, title.text).join('\n');
  });

const wordsOf = (passages: Passage[], change: 'added' | 'removed'): number =>
  passages
    .flatMap(({ words }) => words)
    .filter((word) => word.change === change)
    .reduce((sum, { text }) => sum + countWords(text), 0);

/** What a reader would read differently: nothing for white space, typography, marks or the XML it was written in. */
export const differenceOf = (before: FicheContent, after: FicheContent): Difference => {
  const changes = relocate(inReadingOrder(changesOf(linesOf(before), linesOf(after)))).filter(
    (change, position, all) => !followsInMove(change, all[position - 1]),
  );
  const rewritten = rewordings(changes);
  const told = changes.flatMap((change, position) => {
    const passage = passageOf(change, rewritten.get(change));
    return passage ? [{ passage, isShown: !isToldBelow(change, changes[position + 1]) }] : [];
  });
  const all = told.map(({ passage }) => passage);
  return {
    passages: told.filter(({ isShown }) => isShown).map(({ passage }) => passage),
    wordsAdded: wordsOf(all, 'added'),
    wordsRemoved: wordsOf(all, 'removed'),
  };
};
