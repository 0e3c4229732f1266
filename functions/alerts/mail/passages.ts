import type { CellChange, Passage, WordChange } from '../../../schemas/revision.ts';
import { type Html, html } from '../../shared/html.ts';

type Change = Passage['change'];

/** Said in words, because colours and strokes are lost on many screens and on all ears. */
const labels: Record<Change, string> = { added: 'Ajouté', removed: 'Supprimé', rewritten: 'Remplacé', moved: 'Déplacé' };

const SIDES = [
  { side: 'removed', label: 'Avant', mark: (text: string): Html => html`<del>${text}</del>` },
  { side: 'added', label: 'Après', mark: (text: string): Html => html`<ins style="font-weight:bold">${text}</ins>` },
] as const;

const clean = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const readable = (words: WordChange[]): string => clean(words.map(({ text }) => text).join(''));

const sideOf = (words: WordChange[], side: 'removed' | 'added'): WordChange[] =>
  words.filter(({ change }) => change === 'same' || change === side);

/** Such as « Remplacé – Coût ». */
export const passageHeading = ({ change, path }: Passage): string =>
  [labels[change], ...(path.length > 0 ? [path.map(clean).join(' › ')] : [])].join(' – ');

const quote = 'margin:0 0 8px;padding:0 0 0 12px;border-left:4px solid #8a8a8a';

const bothSides = (words: WordChange[]): Html =>
  html`${SIDES.map(
    ({ side, label, mark }) =>
      html`<p style="${quote}"><strong>${label} :</strong> ${sideOf(words, side).map((word) => (word.change === 'same' ? word.text : mark(word.text)))}</p>`,
  )}`;

/** What the row and the column of a cell are about. */
const cellName = ({ row, column }: CellChange): string => [row, column].filter(Boolean).map(clean).join(', ');

const cellHtml = (cell: CellChange): Html =>
  html`${cellName(cell) && html`<p style="margin:0 0 4px"><strong>${cellName(cell)}</strong></p>`}${bothSides(cell.words)}`;

/** What stands under the heading: of a row of a table, the cells that changed. */
export const passageBody = ({ change, words, cells }: Passage): Html => {
  if (cells) return html`${cells.map(cellHtml)}`;
  return change === 'rewritten' ? bothSides(words) : html`<p style="${quote}">${readable(words)}</p>`;
};

/** Said of the passages that are not shown. */
export const moreOf = (count: number): string =>
  count === 0 ? '' : count === 1 ? 'Un autre passage a changé.' : `${count} autres passages ont changé.`;

export const passageHtml = (passage: Passage): Html =>
  html`<h3 style="font-size:16px;margin:20px 0 8px">${passageHeading(passage)}</h3>${passageBody(passage)}`;

const sidesText = (words: WordChange[]): string[] => SIDES.map(({ side, label }) => `  ${label} : ${readable(sideOf(words, side))}`);

const cellText = (cell: CellChange): string[] => [...(cellName(cell) ? [`  ${cellName(cell)}`] : []), ...sidesText(cell.words)];

const bodyText = ({ change, words, cells }: Passage): string[] => {
  if (cells) return cells.flatMap(cellText);
  return change === 'rewritten' ? sidesText(words) : [`  ${readable(words)}`];
};

export const passageText = (passage: Passage): string => [`* ${passageHeading(passage)}`, ...bodyText(passage)].join('\n');
