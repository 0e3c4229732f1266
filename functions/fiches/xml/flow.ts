import type { Audience } from '../../../schemas/fiche.ts';
import type { Block, Inline } from '../../../schemas/fiche-content.ts';
import { elementReaders, groupReaders } from './blocks.ts';
import { elementsOf, type XmlElement } from './document.ts';
import { inlineOf, isInline } from './inline.ts';
import { paragraph, type Reader } from './reader.ts';
import { tidy } from './text.ts';

type Node = XmlElement | string;

const isKnownBlock = ({ name }: XmlElement): boolean => elementReaders.has(name) || groupReaders.has(name);

const holdsBlocks = (element: XmlElement): boolean => elementsOf(element).some((child) => isKnownBlock(child) || holdsBlocks(child));

const isBlank = (node: Node): boolean => typeof node === 'string' && !node.trim();

/** The element at `start` and its neighbours of the same name, with nothing but white space between them. */
const groupAt = (nodes: Node[], start: number, name: string): { elements: XmlElement[]; next: number } => {
  const elements: XmlElement[] = [];
  let next = start;
  for (let at = start; at < nodes.length; at++) {
    const node = nodes[at] as Node;
    if (typeof node !== 'string' && node.name === name) {
      elements.push(node);
      next = at + 1;
    } else if (!isBlank(node)) break;
  }
  return { elements, next };
};

const readBlock = (element: XmlElement, reader: Reader): Block[] => {
  const read = elementReaders.get(element.name);
  if (read) return read(element, reader);
  const content = reader.blocks(element);
  return content.length > 0 ? [{ kind: 'other', element: element.name, content }] : [];
};

/** Text and elements in their order; bare text and inline elements between two blocks make a paragraph. */
const flow = (nodes: Node[], inText: boolean, reader: Reader): Block[] => {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const endRun = (): void => {
    if (run.length > 0) blocks.push(...paragraph(tidy(run)));
    run = [];
  };
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as Node;
    if (typeof node === 'string') run.push(node);
    else if (isInline(node) || (inText && !isKnownBlock(node) && !holdsBlocks(node))) run.push(...inlineOf(node, reader.audience));
    else {
      endRun();
      const readGroup = groupReaders.get(node.name);
      const group = readGroup && groupAt(nodes, at, node.name);
      if (group) at = group.next - 1;
      blocks.push(...(readGroup && group ? readGroup(group.elements, reader) : readBlock(node, reader)));
    }
  }
  endRun();
  return blocks;
};

/** Reads the elements of a page for one audience. */
export const readerFor = (audience: Audience): Reader & { flow: (nodes: XmlElement[]) => Block[] } => {
  const reader: Reader = {
    audience,
    blocks: (element, alreadyRead = []) => {
      const read = new Set<Node | undefined>(alreadyRead);
      return flow(
        element.children.filter((child) => !read.has(child) || typeof child === 'string'),
        element.name === 'Paragraphe',
        reader,
      );
    },
    text: (element) =>
      element ? tidy(element.children.flatMap((child) => (typeof child === 'string' ? [child] : inlineOf(child, audience)))) : [],
  };
  return { ...reader, flow: (nodes) => flow(nodes, false, reader) };
};
