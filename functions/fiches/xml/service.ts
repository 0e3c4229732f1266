import type { Block, OnlineService } from '../../../schemas/fiche-content.ts';
import { childNamed, type XmlElement } from './document.ts';
import { safeUrl } from './links.ts';
import { paragraph, type Reader } from './reader.ts';
import { lineOf } from './text.ts';

/** A form's number outside the Cerfa register, told in words because it has no place of its own. */
export const otherNumber = (number: string | undefined): Block[] => paragraph(number ? [`Autre numéro : ${number}`] : []);

/** A form, an online procedure, a model letter or a calculator, as it stands inside a page. */
export const serviceOf = (element: XmlElement, reader: Reader): OnlineService => {
  const { ID, type, URL, numerocerfa, autrenumero } = element.attributes;
  const title = childNamed(element, 'Titre');
  const website = URL === undefined ? childNamed(element, 'LienWeb') : undefined;
  const source = childNamed(element, 'Source');
  return {
    id: ID,
    type: type ?? element.name,
    title: lineOf(title),
    url: safeUrl(URL ?? website?.attributes['URL']),
    formNumber: numerocerfa,
    source: lineOf(source) || undefined,
    content: [...otherNumber(autrenumero), ...(website ? reader.blocks(website) : []), ...reader.blocks(element, [title, website, source])],
  };
};
