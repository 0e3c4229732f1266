import { type Html, html } from '../../../shared/html.ts';

/** From the page that says that somebody is out: to the service that sent them here to sign out, or to our own first page. */
export const wayBack = (onward: string | undefined): Html =>
  onward === undefined
    ? html`<p><a href="/">Retour à l’accueil</a></p>`
    : html`<p><a href="${onward}">Revenir à ${new URL(onward).host}</a></p>`;
