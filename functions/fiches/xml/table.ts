import { MAX_SPAN, type TableCell } from '../../../schemas/fiche-content.ts';
import { childNamed, childrenNamed, elementsOf, type XmlElement } from './document.ts';
import type { ReadElement, Reader } from './reader.ts';

const spanOf = (cell: XmlElement, attribute: string): number => {
  const span = Number(cell.attributes[attribute] ?? '1');
  return Number.isInteger(span) && span > 1 ? Math.min(span, MAX_SPAN) : 1;
};

/** Columns beyond are no longer followed from row to row: a row of merged cells could hold any number of them. */
const MAX_TRACKED = 200;

/**
 * Which column each cell starts in, so that a cell under a merged one still knows whether its column is a header. `taken` holds, by column,
 * how many rows are still covered from above.
 */
const columnOf = (from: number, taken: number[]): number => {
  let column = from;
  while ((taken[column] ?? 0) > 0) column++;
  return column;
};

const rowOf = (row: XmlElement, headers: boolean[], taken: number[], reader: Reader): TableCell[] => {
  const covered: number[] = [];
  let column = 0;
  const cells = elementsOf(row).map((cell): TableCell => {
    const columns = spanOf(cell, 'fusionHorizontale');
    const rows = spanOf(cell, 'fusionVerticale');
    column = columnOf(column, taken);
    const header = row.attributes['type'] === 'header' || headers[column] === true;
    for (let at = column; at < Math.min(column + columns, MAX_TRACKED); at++) covered[at] = rows;
    column += columns;
    return { content: reader.blocks(cell), header, ...(columns > 1 && { columns }), ...(rows > 1 && { rows }) };
  });
  for (let at = 0; at < Math.max(taken.length, covered.length); at++) taken[at] = Math.max((taken[at] ?? 0) - 1, (covered[at] ?? 0) - 1, 0);
  return cells;
};

/** A table with its merged cells; anything else that it holds is read just before it. */
export const tableOf: ReadElement = (element, reader) => {
  const caption = childNamed(element, 'TitreRiche') ?? childNamed(element, 'Titre');
  const rows = childrenNamed(element, 'Rangée');
  const headers = childrenNamed(element, 'Colonne').map(({ attributes }) => attributes['type'] === 'header');
  const taken: number[] = [];
  return [
    ...reader.blocks(element, [caption, ...rows]),
    { kind: 'table', caption: reader.text(caption), rows: rows.map((row) => rowOf(row, headers, taken, reader)) },
  ];
};
