import type { Block, TableCell } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { textOf } from '../rules/headings.ts';
import { inlines } from './inline.ts';
import type { Place } from './place.ts';

const span = (name: 'colspan' | 'rowspan', cells: number | undefined): Html | '' =>
  cells === undefined || cells < 2 ? '' : name === 'colspan' ? html` colspan="${cells}"` : html` rowspan="${cells}"`;

/** How the content of a cell is rendered. */
type Inside = (content: Block[]) => Html;

/** A row of headers is about its columns, a header among cells about its row. An empty header says nothing, and is a plain cell. */
const cellOf = (cell: TableCell, row: TableCell[], inside: Inside): Html => {
  const spans = html`${span('colspan', cell.columns)}${span('rowspan', cell.rows)}`;
  if (!cell.header || cell.content.length === 0) return html`<td${spans}>${inside(cell.content)}</td>`;
  return row.every(({ header }) => header)
    ? html`<th scope="col"${spans}>${inside(cell.content)}</th>`
    : html`<th scope="row"${spans}>${inside(cell.content)}</th>`;
};

const rowOf = (row: TableCell[], inside: Inside): Html => html`<tr>${row.map((cell) => cellOf(cell, row, inside))}</tr>\n`;

/** Wide tables scroll in their own frame, by keyboard too, so that the page never does. */
export const table = ({ caption, rows }: Extract<Block, { kind: 'table' }>, place: Place, inside: Inside): Html => {
  const name = textOf(caption).trim();
  const firstBodyRow = rows.findIndex((row) => !row.every(({ header }) => header));
  const heads = firstBodyRow < 0 ? [] : rows.slice(0, firstBodyRow);
  const rest = firstBodyRow < 0 ? rows : rows.slice(firstBodyRow);
  return html`<div class="table-frame" role="group" tabindex="0" aria-label="${name === '' ? 'Tableau' : `Tableau : ${name}`}"><table>
${name === '' ? '' : html`<caption>${inlines(caption, place.definitions)}</caption>\n`}${heads.length === 0 ? '' : html`<thead>\n${heads.map((row) => rowOf(row, inside))}</thead>\n`}<tbody>
${rest.map((row) => rowOf(row, inside))}</tbody>
</table></div>`;
};
