import { type StateProvider, stateProviderNames } from '../../../../schemas/federation.ts';
import { type Html, html, raw } from '../../../shared/html.ts';
import { departurePath, startPath } from '../places.ts';

const lines: Record<StateProvider, Html> = {
  franceconnect: html`<p><a class="external" href="https://franceconnect.gouv.fr/" rel="noreferrer">Qu’est-ce que FranceConnect ?</a></p>`,
  proconnect: html`<p>ProConnect est pour les agents publics qui ont un compte professionnel ici.</p>`,
};

/** Ways to come in by the State's providers, for the page of a sign-in; nothing where none is offered. */
export const stateProviderWays = (offered: readonly StateProvider[], interaction: string): Html =>
  offered.length === 0
    ? raw('')
    : html`<section aria-labelledby="autres-moyens">
<h2 id="autres-moyens">Avec un service de l’État</h2>
${offered.map(
  (
    provider,
  ) => html`<p><a class="button" href="${startPath(provider, interaction)}">S’identifier avec ${stateProviderNames[provider]}</a></p>
${lines[provider]}`,
)}
</section>
<h2>Avec mon mot de passe Parvis</h2>`;

/** Offered to who signed out of Parvis and came in that way: the session there goes on for whoever sits at the device next. */
export const departureOffers = (used: readonly StateProvider[]): Html | '' =>
  used.length === 0
    ? ''
    : html`<h2>Vous êtes peut-être encore connecté ailleurs</h2>
${used.map(
  (provider) => html`<p>Vous aviez utilisé ${stateProviderNames[provider]}.</p>
<p><a class="button" href="${departurePath(provider)}">Me déconnecter aussi de ${stateProviderNames[provider]}</a></p>`,
)}`;
