import type { Inline, LinkTarget } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { textOf } from '../rules/headings.ts';
import { addressOf, ficheKey } from './addresses.ts';

export const definitionAnchor = (id: string): string => `definition-${id}`;

type MarkName = Extract<Inline, { kind: 'mark' }>['mark'];

const markTags: Record<MarkName, (content: Html) => Html> = {
  strong: (content) => html`<strong>${content}</strong>`,
  emphasis: (content) => html`<em>${content}</em>`,
  value: (content) => html`<strong class="value">${content}</strong>`,
  superscript: (content) => html`<sup>${content}</sup>`,
  subscript: (content) => html`<sub>${content}</sub>`,
  quote: (content) => html`<q>${content}</q>`,
  foreign: (content) => html`<i>${content}</i>`,
  variable: (content) => html`<var>${content}</var>`,
};

/** Leads out of the site: nothing is told to the other site, and the reader knows before leaving. Other schemes than these are no links. */
export const webLink = (url: string, content: Html): Html => {
  if (/^(mailto|tel):/i.test(url)) return html`<a href="${url}">${content}</a>`;
  if (!/^https?:\/\//i.test(url)) return content;
  return html`<a href="${url}" class="external" rel="noreferrer external">${content}<span class="visually-hidden"> (autre site)</span></a>`;
};

/** `definitions`: ids that the page itself defines; a word that it does not define is plain text. */
export const link = (to: LinkTarget, content: Html, definitions: ReadonlySet<string>): Html => {
  if (to.kind === 'web') return webLink(to.url, content);
  if (to.kind === 'fiche') return html`<a href="${addressOf(ficheKey(to))}">${content}</a>`;
  return definitions.has(to.id) ? html`<a href="#${definitionAnchor(to.id)}" class="defined">${content}</a>` : content;
};

export const inlines = (content: Inline[], definitions: ReadonlySet<string>): Html =>
  html`${content.map((inline) => {
    if (typeof inline === 'string') return inline;
    const inside = inlines(inline.content, definitions);
    if (inline.kind === 'mark') return markTags[inline.mark](inside);
    return textOf(inline.content).trim() === '' ? inside : link(inline.to, inside, definitions);
  })}`;
