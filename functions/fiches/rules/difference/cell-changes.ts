import type { CellChange } from '../../../../schemas/revision.ts';
import type { Row } from './table-rows.ts';
import { plain } from './typography.ts';
import { wordChanges } from './word-changes.ts';

/** Beyond these a row is told as a whole. Cells, and characters of the row. */
const MOST_CELLS = 24;
const LONGEST = 4000;
/** Of the words of one cell. */
const MOST_EDITS = 60;

const lengthOf = ({ cells }: Row): number => cells.reduce((sum, { text }) => sum + text.length, 0);

/** The cells of a row that read differently; nothing where the two rows have not the same cells, and nobody can say which became which. */
export const cellChanges = (before: Row | undefined, after: Row | undefined): CellChange[] | undefined => {
  if (!before || !after || before.cells.length !== after.cells.length || after.cells.length < 2) return undefined;
  if (after.cells.length > MOST_CELLS || lengthOf(before) + lengthOf(after) > LONGEST) return undefined;
  const changes = after.cells.flatMap(({ text, column }, at): CellChange[] => {
    const old = before.cells[at]?.text ?? '';
    if (plain(old) === plain(text)) return [];
    return [{ row: text === after.name ? '' : after.name, column, words: wordChanges(old, text, MOST_EDITS) }];
  });
  return changes.length > 0 ? changes : undefined;
};
