import { type Html, html } from '../../shared/html.ts';
import { addressOf } from './addresses.ts';

/** The way to a feed, by its key; `of` completes its name for those who hear it alone. */
export const feedLink = (key: string, of: string): Html =>
  html`<p><a href="${addressOf(key)}" type="application/atom+xml">Flux Atom<span class="visually-hidden"> ${of}</span></a></p>`;
