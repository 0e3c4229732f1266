import type { Block, FicheContent, Inline } from '../../../schemas/fiche-content.ts';

/** Together, in characters: a fiche's item stays far under what DynamoDB reads in one unit. */
const MAX_HEADINGS = 1500;

/** The words of running text, without marks or links. */
export const textOf = (content: Inline[]): string =>
  content.map((inline) => (typeof inline === 'string' ? inline : textOf(inline.content))).join('');

const partsOf = (block: Block): { title: Inline[]; content: Block[] }[] => {
  if (block.kind === 'section') return [block];
  if (block.kind === 'cases') return block.cases;
  return block.kind === 'situations' ? block.situations : [];
};

const titlesIn = (blocks: Block[]): string[] =>
  blocks.flatMap(partsOf).flatMap(({ title, content }) => [textOf(title), ...titlesIn(content)]);

/** The titles inside a fiche, each once, as many as fit: what the search knows of its text. */
export const headingsOf = ({ introduction, body }: FicheContent): string[] => {
  let room = MAX_HEADINGS;
  return [...new Set(titlesIn([...introduction, ...body]).map((title) => title.replace(/\s+/g, ' ').trim()))].filter((title) => {
    if (title === '' || title.length > room) return false;
    room -= title.length;
    return true;
  });
};
