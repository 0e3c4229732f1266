import type { OnlineService } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { webLink } from './inline.ts';
import { heading, type Place } from './place.ts';

/** What to fill in, online or on paper. `details` is its content, already rendered. */
export const serviceBlock = ({ type, title, url, formNumber, source }: OnlineService, place: Place, details: Html): Html => {
  const facts = [type, formNumber && `Cerfa n° ${formNumber}`, source].filter(Boolean).join(' – ');
  const label = title.trim() || type.trim() || 'Service en ligne';
  const name = heading(place, url === undefined ? label : webLink(url, html`${label}`));
  return html`<section class="service">${name}${facts === '' ? '' : html`<p class="facts">${facts}</p>`}${details}</section>`;
};
