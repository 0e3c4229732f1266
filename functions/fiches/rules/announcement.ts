import type { FicheRef } from '../../../schemas/fiche.ts';
import { type Announcement, MAX_PASSAGES } from '../../../schemas/publication.ts';
import type { CellChange, Difference, Passage, WordChange } from '../../../schemas/revision.ts';

/** In characters, for one passage. */
const MAX_PASSAGE = 400;
/** Unchanged text kept on each side of a change, in characters. */
const CONTEXT = 70;
/** Of a row of a table, and the characters of each. */
const MAX_CELLS = 4;
const MAX_CELL = 160;
const MAX_TITLES = 4;
const MAX_TITLE = 120;

/** The first characters of a text, without a broken word. */
const head = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const cut = text.slice(0, length + 1).replace(/\s+\S*$/, '');
  return `${(cut.length > length ? text.slice(0, length) : cut).trimEnd()} … `;
};

const tail = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const cut = text.slice(-length - 1).replace(/^\S*\s+/, '');
  return ` … ${(cut.length > length ? text.slice(-length) : cut).trimStart()}`;
};

/** Unchanged text is cut in its middle between two changes, at its far end before the first and after the last. */
const shortenSame = (text: string, isFirst: boolean, isLast: boolean): string => {
  if (isFirst && isLast) return head(text, MAX_PASSAGE);
  if (isFirst) return tail(text, CONTEXT);
  if (isLast) return head(text, CONTEXT);
  return text.length <= 2 * CONTEXT ? text : `${head(text, CONTEXT)}${tail(text, CONTEXT).replace(/^ … /, '')}`;
};

const cutWords = (words: WordChange[], most: number): WordChange[] => {
  const shortened = words.map((word, at) =>
    word.change === 'same' ? { ...word, text: shortenSame(word.text, at === 0, at === words.length - 1) } : word,
  );
  const kept: WordChange[] = [];
  let room = most;
  for (const word of shortened) {
    if (room <= 0) break;
    const text = head(word.text, room);
    kept.push({ ...word, text });
    room -= text.length;
  }
  const isCut = kept.length < shortened.length && !kept.at(-1)?.text.endsWith('… ');
  return isCut ? [...kept, { change: 'same', text: ' …' }] : kept;
};

const cutTitle = (title: string): string => head(title, MAX_TITLE).trimEnd();

/** Cells that a mail has no room for are on the page of the difference, and so is the row that held them. */
const cutCells = (cells: CellChange[]): CellChange[] =>
  cells
    .slice(0, MAX_CELLS)
    .map(({ row, column, words }) => ({ row: cutTitle(row), column: cutTitle(column), words: cutWords(words, MAX_CELL) }));

const cutPassage = ({ cells, ...passage }: Passage): Passage => ({
  ...passage,
  path: passage.path.slice(-MAX_TITLES).map(cutTitle),
  words: cutWords(passage.words, MAX_PASSAGE),
  ...(cells && { cells: cutCells(cells) }),
});

export interface Announced {
  fiche: FicheRef;
  revision: number;
  title: string;
  changeNote: string;
  urgent: boolean;
}

/** What a mail shows of a revision: the page's own words before what stands around them, and no passage that only moved while another reads anew. */
export const announcementOf = ({ fiche, revision, title, changeNote, urgent }: Announced, { passages }: Difference): Announcement => {
  const rank = ({ part, change }: Passage): number => (part === 'body' ? 0 : 2) + (change === 'moved' ? 1 : 0);
  const shown = passages.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_PASSAGES);
  return {
    audience: fiche.audience,
    ficheId: fiche.ficheId,
    revision,
    title,
    changeNote,
    urgent,
    passages: shown.map(cutPassage),
    morePassages: passages.length - shown.length,
  };
};
