import type { Audience } from '../../../schemas/fiche.ts';
import type { Block, Inline } from '../../../schemas/fiche-content.ts';
import type { XmlElement } from './document.ts';

/** What every reader of an element gets, to read what is inside it. */
export interface Reader {
  /** The audience of the page. */
  audience: Audience;
  /** Everything under an element, save the children that the caller has read itself. */
  blocks: (element: XmlElement, alreadyRead?: (XmlElement | undefined)[]) => Block[];
  /** The running text of an element; nothing when there is none. */
  text: (element: XmlElement | undefined) => Inline[];
}

export type ReadElement = (element: XmlElement, reader: Reader) => Block[];

/** For elements that make one block together with their neighbours of the same name. */
export type ReadGroup = (elements: XmlElement[], reader: Reader) => Block[];

export const paragraph = (content: Inline[]): Block[] => (content.length > 0 ? [{ kind: 'paragraph', content }] : []);
