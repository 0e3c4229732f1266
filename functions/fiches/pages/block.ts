import type { Block, boxTones, Inline } from '../../../schemas/fiche-content.ts';
import { type Html, html, raw } from '../../shared/html.ts';
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

const block = (one: Block, place: Place): Html | '' => {
  switch (one.kind) {
    case 'paragraph':
      return isEmpty(one.content) ? '' : html`<p>${inlines(one.content, place.definitions)}</p>`;
    case 'list':
      return one.items.length === 0 ? '' : list(one, place);
    case 'table':
      return one.rows.length === 0 ? '' : table(one, place, (content) => inside(content, place));
    case 'section':
      return titled(one, place, 'section');
    case 'cases':
      return html`<div class="cases">${one.cases.map((entry) => titled(entry, place, 'case'))}</div>`;
    case 'situations':
      return html`<div class="situations">${one.situations.map((entry) => titled(entry, place, 'situation'))}</div>`;
    case 'box':
      return box(one, place);
    case 'contact':
      return contactBlock(one.contact, place, blocks(one.contact.content, deeper(place)));
    case 'service':
      return serviceBlock(one.service, place, blocks(one.service.content, deeper(place)));
    case 'other':
      return blocks(one.content, place);
  }
};

export const blocks = (content: Block[], place: Place): Html => html`${content.map((one) => html`${block(one, place)}${raw('\n')}`)}`;
