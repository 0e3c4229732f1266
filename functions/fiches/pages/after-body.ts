import type { Block, FicheContent } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { blocks } from './block.ts';
import { definitionAnchor, link, webLink } from './inline.ts';
import { deeper, type Place } from './place.ts';

const part = (id: string, title: string, content: Html): Html =>
  html`<section class="after" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>\n`;

const blocksPart = (id: string, title: string, content: Block[], place: Place): Html | '' =>
  content.length === 0 ? '' : part(id, title, blocks(content, deeper(place)));

const references = ({ references: all }: FicheContent): Html | '' =>
  all.length === 0
    ? ''
    : part(
        'references',
        'Textes de référence',
        html`<ul>${all.map(({ type, title, url, complement }) => html`<li>${url === undefined ? title : webLink(url, html`${title.trim() || type}`)}${complement ? html`<br><span class="facts">${complement}</span>` : ''}</li>`)}</ul>`,
      );

const related = ({ related: groups }: FicheContent, place: Place): (Html | '')[] =>
  groups.map(({ title, links }, position) =>
    links.length === 0
      ? ''
      : part(
          `liens-${position + 1}`,
          title,
          html`<ul>${links.map((one) => html`<li>${link(one.to, html`${one.title.trim() || title}`, place.definitions)}</li>`)}</ul>`,
        ),
  );

const definitions = ({ definitions: all }: FicheContent, place: Place): Html | '' =>
  all.length === 0
    ? ''
    : part(
        'definitions',
        'Définitions',
        html`<dl>${all.map(({ id, title, content }) => html`<dt id="${definitionAnchor(id)}">${title}</dt><dd>${blocks(content, deeper(place))}</dd>`)}</dl>`,
      );

/** What stands around the text of a fiche: whom to ask, what to fill in, the law, what to read next, and the words explained. */
export const afterBody = (content: FicheContent, place: Place): Html =>
  html`${[
    blocksPart(
      'services',
      'Services en ligne et formulaires',
      content.services.map((service) => ({ kind: 'service', service })),
      place,
    ),
    blocksPart(
      'contacts',
      'Où s’adresser ?',
      content.contacts.map((contact) => ({ kind: 'contact', contact })),
      place,
    ),
    references(content),
    ...related(content, place),
    definitions(content, place),
  ]}`;
