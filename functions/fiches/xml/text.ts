import type { Inline } from '../../../schemas/fiche-content.ts';
import { childNamed, type XmlElement } from './document.ts';

/** A piece of running text freed from the spaces at its two ends, which are told apart so that they land outside marks and links. */
interface Piece {
  spaceBefore: boolean;
  content: Inline[];
  spaceAfter: boolean;
}

const stringPiece = (text: string): Piece => {
  const words = text.replace(/[ \t\r\n]+/g, ' ');
  const trimmed = words.replace(/^ | $/g, '');
  return { spaceBefore: words.startsWith(' '), content: trimmed ? [trimmed] : [], spaceAfter: words.endsWith(' ') };
};

const nodePiece = (node: Inline): Piece => {
  if (typeof node === 'string') return stringPiece(node);
  const inner = gather(node.content);
  return { ...inner, content: inner.content.length > 0 ? [{ ...node, content: inner.content }] : [] };
};

const append = (content: Inline[], next: Inline): void => {
  const last = content.at(-1);
  if (typeof last === 'string' && typeof next === 'string') content[content.length - 1] = last + next;
  else content.push(next);
};

const gather = (nodes: Inline[]): Piece => {
  const content: Inline[] = [];
  let spaceBefore = false;
  let gap = false;
  for (const piece of nodes.map(nodePiece)) {
    gap ||= piece.spaceBefore;
    if (piece.content.length > 0) {
      if (gap && content.length > 0) append(content, ' ');
      else spaceBefore ||= gap;
      for (const next of piece.content) append(content, next);
      gap = false;
    }
    gap ||= piece.spaceAfter;
  }
  return { spaceBefore, content, spaceAfter: gap };
};

/** `trim` knows every kind of space, no-break ones too, and unlike a pattern it never looks twice at a long run of them. */
const trimBreaks = (content: Inline[]): Inline[] => {
  const [first, ...others] = content;
  const trimmed = typeof first === 'string' ? [first.trimStart(), ...others] : content;
  const last = trimmed.at(-1);
  if (typeof last === 'string') trimmed[trimmed.length - 1] = last.trimEnd();
  return trimmed.filter((node) => node !== '');
};

/** Running text as a reader sees it: one space where the XML has several, none at the ends, no-break spaces kept inside. */
export const tidy = (nodes: Inline[]): Inline[] => trimBreaks(gather(nodes).content);

/** All the text under an element, as one line. */
export const lineOf = (element: XmlElement | undefined): string => {
  if (!element) return '';
  const parts: string[] = [];
  const collect = (node: XmlElement): void => {
    for (const child of node.children) {
      if (typeof child === 'string') parts.push(child);
      else collect(child);
    }
    if (node.name === 'Paragraphe' || node.name === 'Titre') parts.push(' ');
  };
  collect(element);
  return parts
    .join('')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
};

export const titleLine = (element: XmlElement): string => lineOf(childNamed(element, 'Titre'));
