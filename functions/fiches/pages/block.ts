import type { Block, boxTones, Inline } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { textOf } from '../rules/headings.ts';
import { contactBlock } from './contact.ts';
import { inlines } from './inline.ts';
import { deeper, heading, type Place } from './place.ts';
import { serviceBlock } from './service.ts';
import { table } from './table.ts';

const toneTitles: Record<(typeof boxTones)[number], string> = {
  note: 'À noter',
  information: 'À savoir',
  warning: 'Attention',
  reminder: 'Rappel',
  example: 'Exemple',
  help: 'Qui peut m’aider ?',
};

const isEmpty = (title: Inline[]): boolean => textOf(title).trim() === '';

/** A heading and what stands under it; without a title, what stands under it takes its place. */
const titled = (block: { title: Inline[]; content: Block[] }, place: Place, className: string): Html => {
  if (isEmpty(block.title)) return blocks(block.content, place);
  const title = heading(place, inlines(block.title, place.definitions), place.anchors.get(block));
  return html`<section class="${className}">${title}${blocks(block.content, deeper(place))}</section>`;
};

const box = (block: Extract<Block, { kind: 'box' }>, place: Place): Html => {
  const title = isEmpty(block.title) ? toneTitles[block.tone] : inlines(block.title, place.definitions);
  return html`<aside class="box box-${block.tone}">${heading(place, title)}${blocks(block.content, deeper(place))}</aside>`;
};

/** A single paragraph needs no element of its own in an item or a cell. */
const inside = (content: Block[], place: Place): Html => {
  const [only] = content;
  return content.length === 1 && only?.kind === 'paragraph' ? inlines(only.content, place.definitions) : blocks(content, place);
};

const list = ({ ordered, items }: Extract<Block, { kind: 'list' }>, place: Place): Html => {
  const entries = items.map((content) => html`<li>${inside(content, place)}</li>`);
  return ordered ? html`<ol>${entries}</ol>` : html`<ul>${entries}</ul>`;
};

const render: { [Kind in Block['kind']]: (block: Extract<Block, { kind: Kind }>, place: Place) => Html | '' } = {
  paragraph: ({ content }, place) => (isEmpty(content) ? '' : html`<p>${inlines(content, place.definitions)}</p>`),
  list: (one, place) => {
    const items = one.items.filter((content) => content.length > 0);
    return items.length === 0 ? '' : list({ ...one, items }, place);
  },
  table: (one, place) => (one.rows.length === 0 ? '' : table(one, place, (content) => inside(content, place))),
  section: (one, place) => titled(one, place, 'section'),
  cases: ({ cases }, place) => html`<div class="cases">${cases.map((entry) => titled(entry, place, 'case'))}</div>`,
  situations: ({ situations }, place) =>
    html`<div class="situations">${situations.map((entry) => titled(entry, place, 'situation'))}</div>`,
  box,
  contact: ({ contact }, place) => contactBlock(contact, place, blocks(contact.content, deeper(place))),
  service: ({ service }, place) => serviceBlock(service, place, blocks(service.content, deeper(place))),
  other: ({ content }, place) => blocks(content, place),
};

export const blocks = (content: Block[], place: Place): Html =>
  html`${content.map((one) => html`${(render[one.kind] as (block: Block, place: Place) => Html | '')(one, place)}\n`)}`;
