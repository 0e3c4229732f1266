import type { Audience } from '../../../schemas/fiche.ts';
import type { Inline, marks } from '../../../schemas/fiche-content.ts';
import type { XmlElement } from './document.ts';
import { targetOf } from './links.ts';

const markOf = new Map<string, (typeof marks)[number]>(
  Object.entries({
    MiseEnEvidence: 'strong',
    Expression: 'emphasis',
    Valeur: 'value',
    Exposant: 'superscript',
    Indice: 'subscript',
    Citation: 'quote',
    TermeEtranger: 'foreign',
    Variable: 'variable',
  } as const),
);

const linkElements = new Set(['LienInterne', 'LienIntra', 'LienExterne']);

export const isInline = ({ name }: XmlElement): boolean => markOf.has(name) || linkElements.has(name);

/** An element in running text. One that is unknown gives its words, kept apart from its neighbours' when it holds elements of its own. */
export const inlineOf = (element: XmlElement, own: Audience): Inline[] => {
  const content = element.children.flatMap((child) => (typeof child === 'string' ? [child] : inlineOf(child, own)));
  const mark = markOf.get(element.name);
  if (mark) return [{ kind: 'mark', mark, content }];
  if (linkElements.has(element.name)) {
    const to = targetOf(element, own);
    return to ? [{ kind: 'link', to, content }] : content;
  }
  return element.name === 'Paragraphe' || element.children.some((child) => typeof child !== 'string') ? [' ', ...content, ' '] : content;
};
