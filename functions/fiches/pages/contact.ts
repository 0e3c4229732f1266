import type { Contact } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { webLink } from './inline.ts';
import { heading, type Place } from './place.ts';

/** Whom to ask: a place, an office, a helpline. `details` is its content, already rendered. */
export const contactBlock = ({ type, title, url }: Contact, place: Place, details: Html): Html => {
  const name = title.trim() || type.trim() || 'Contact';
  return html`<section class="contact">${heading(place, url === undefined ? name : webLink(url, html`${name}`))}${details}</section>`;
};
