import type { Block, Contact, FicheContent, OnlineService, TableCell } from '../../../../schemas/fiche-content.ts';
import type { Passage } from '../../../../schemas/revision.ts';
import { fold } from '../../../../schemas/search.ts';
import { textOf } from '../headings.ts';
import { type Row, rowsOf } from './table-rows.ts';
import { plain, tidy } from './typography.ts';

/** One passage as a reader meets it: a paragraph, a title, a row of a table. */
export interface Line {
  part: Passage['part'];
  path: string[];
  /** A title is only ever rewritten into a title. */
  role: 'title' | 'text';
  text: string;
  /** Equal for two typographies of the same text. */
  key: string;
  /** Of a row of a table, as long as its words are those of its cells. */
  row?: Row;
}

type Place = Pick<Line, 'part' | 'path'>;

const line = (place: Place, role: Line['role'], written: string): Line[] => {
  const text = tidy(written);
  const key = plain(text);
  return key === '' ? [] : [{ ...place, role, text, key }];
};

/** A path says where a passage is, and stands beside each: titles and levels without end would make more of it than of all the text. */
const MAX_LEVELS = 8;
const MAX_TITLE = 160;

const short = (title: string): string => (title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1).trimEnd()}…`);

/** Where what stands under a title is. */
export const pathUnder = (path: string[], title: string): string[] => [...path, short(title)].slice(-MAX_LEVELS);

const under = ({ part, path }: Place, title: string): Place => ({ part, path: tidy(title) === '' ? path : pathUnder(path, tidy(title)) });

const around = (...path: string[]): Place => ({ part: 'around', path });

const titled = (place: Place, title: string, content: Block[]): Line[] => [
  ...line(place, 'title', title),
  ...linesOfBlocks(under(place, title), content),
];

const linesOfContact = (place: Place, { title, content }: Contact): Line[] => titled({ ...place, part: 'around' }, title, content);

const linesOfService = (place: Place, { title, formNumber, source, content }: OnlineService): Line[] => {
  const here: Place = { ...place, part: 'around' };
  return [
    ...titled(here, title, content),
    ...line(under(here, title), 'text', formNumber ? `Cerfa n° ${formNumber}` : ''),
    ...line(under(here, title), 'text', source ?? ''),
  ];
};

const textOfCell = ({ content }: TableCell): string =>
  linesOfBlocks({ part: 'body', path: [] }, content)
    .map(({ text }) => text)
    .join(' ');

/** A row reads as one line: the cell that changed stands beside what it is about. */
const linesOfTable = (place: Place, rows: TableCell[][]): Line[] =>
  rowsOf(rows, textOfCell).flatMap((row) =>
    line(place, 'text', row.cells.map(({ text }) => text).join(' | ')).map((one) => ({ ...one, row })),
  );

/** The usual titles of boxes say what kind of box it is, not what it says. */
const kindsOfBox = new Set(['a noter', 'a savoir', 'attention', 'rappel', 'exemple']);

const linesOfBox = (place: Place, title: string, content: Block[]): Line[] =>
  kindsOfBox.has(fold(title)) ? linesOfBlocks(under(place, title), content) : titled(place, title, content);

const linesOfKind: { [Kind in Block['kind']]: (place: Place, block: Extract<Block, { kind: Kind }>) => Line[] } = {
  paragraph: (place, { content }) => line(place, 'text', textOf(content)),
  list: (place, { items }) => items.flatMap((item) => linesOfBlocks(place, item)),
  table: (place, { caption, rows }) => [...line(place, 'title', textOf(caption)), ...linesOfTable(under(place, textOf(caption)), rows)],
  section: (place, { title, content }) => titled(place, textOf(title), content),
  cases: (place, { cases }) => cases.flatMap(({ title, content }) => titled(place, textOf(title), content)),
  situations: (place, { situations }) => situations.flatMap(({ title, content }) => titled(place, textOf(title), content)),
  box: (place, { title, content }) => linesOfBox(place, textOf(title), content),
  contact: (place, { contact }) => linesOfContact(place, contact),
  service: (place, { service }) => linesOfService(place, service),
  other: (place, { content }) => linesOfBlocks(place, content),
};

const linesOfBlocks = (place: Place, blocks: Block[]): Line[] =>
  blocks.flatMap((block) => (linesOfKind[block.kind] as (place: Place, block: Block) => Line[])(place, block));

/** Everything that a page of the fiche says, in its order. A description is only read where there is no introduction. */
export const linesOf = (content: FicheContent): Line[] => {
  const body: Place = { part: 'body', path: [] };
  return [
    ...line(body, 'title', content.title),
    ...content.banners.flatMap(({ title, content: said }) => titled(around(), textOf(title), said)),
    ...(content.introduction.length === 0 ? line(body, 'text', content.description) : []),
    ...linesOfBlocks(body, content.introduction),
    ...linesOfBlocks(body, content.body),
    ...content.contacts.flatMap((contact) => linesOfContact(around('Où s’adresser'), contact)),
    ...content.services.flatMap((service) => linesOfService(around('Services en ligne et formulaires'), service)),
    ...content.references.flatMap(({ title, complement }) =>
      line(around('Textes de référence'), 'text', [title, complement].filter(Boolean).join(' – ')),
    ),
    ...content.related.flatMap(({ title, links }) => links.flatMap((link) => line(around(title), 'text', link.title))),
    ...content.definitions.flatMap((definition) => titled(around('Définitions'), definition.title, definition.content)),
  ];
};
