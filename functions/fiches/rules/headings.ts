import type { Block, FicheContent, Inline } from '../../../schemas/fiche-content.ts';

/** Together, in characters: a fiche's item stays far under what DynamoDB reads in one unit. */
const MAX_HEADINGS = 1500;

/** The words of running text, without marks or links. */
export const textOf = (content: Inline[]): string =>
  content.map((inline) => (typeof inline === 'string' ? inline : textOf(inline.content))).join('');

const titlesIn = (blocks: Block[]): string[] =>
  blocks.flatMap((block) => {
    switch (block.kind) {
      case 'section':
        return [textOf(block.title), ...titlesIn(block.content)];
      case 'cases':
        return block.cases.flatMap(({ title, content }) => [textOf(title), ...titlesIn(content)]);
      case 'situations':
        return block.situations.flatMap(({ title, content }) => [textOf(title), ...titlesIn(content)]);
      default:
        return [];
    }
  });

/** The titles inside a fiche, each once, as many as fit: what the search knows of its text. */
export const headingsOf = ({ introduction, body }: FicheContent): string[] => {
  let room = MAX_HEADINGS;
  return [...new Set(titlesIn([...introduction, ...body]).map((title) => title.replace(/\s+/g, ' ').trim()))].filter((title) => {
    if (title === '' || title.length > room) return false;
    room -= title.length;
    return true;
  });
};
