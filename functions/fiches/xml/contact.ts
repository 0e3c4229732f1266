import type { Contact } from '../../../schemas/fiche-content.ts';
import { childNamed, type XmlElement } from './document.ts';
import { safeUrl } from './links.ts';
import type { Reader } from './reader.ts';
import { lineOf } from './text.ts';

/** « Où s'adresser », « Qui peut m'aider » : an office, and how to reach it. */
export const contactOf = (element: XmlElement, reader: Reader): Contact => {
  const title = childNamed(element, 'Titre');
  const website = childNamed(element, 'RessourceWeb');
  const office = childNamed(element, 'PivotLocal');
  return {
    id: element.attributes['ID'],
    type: element.attributes['type'] ?? element.name,
    title: lineOf(title),
    url: safeUrl(website?.attributes['URL']),
    localOffice: lineOf(office) || undefined,
    content: reader.blocks(element, [title, website, office]),
  };
};
