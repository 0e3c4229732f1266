import type { Block, FicheContent, Inline } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { textOf } from '../rules/headings.ts';

export interface SummaryEntry {
  /** The block that it leads to. */
  target: { title: Inline[] };
  anchor: string;
  title: string;
}

/** A page with fewer parts needs no summary. */
const FEWEST = 3;

const partsOf = (block: Block): { title: Inline[] }[] =>
  block.kind === 'section' ? [block] : block.kind === 'situations' ? block.situations : [];

/** The first-level parts of the body that have a title. */
export const summaryOf = ({ body }: FicheContent): SummaryEntry[] =>
  body
    .flatMap(partsOf)
    .map((target) => ({ target, title: textOf(target.title).trim() }))
    .filter(({ title }) => title !== '')
    .map((entry, position) => ({ ...entry, anchor: `partie-${position + 1}` }));

export const summary = (entries: SummaryEntry[]): Html | '' =>
  entries.length < FEWEST
    ? ''
    : html`<nav class="summary" aria-labelledby="sommaire"><h2 id="sommaire">Sommaire</h2><ol>${entries.map(({ anchor, title }) => html`<li><a href="#${anchor}">${title}</a></li>`)}</ol></nav>`;
