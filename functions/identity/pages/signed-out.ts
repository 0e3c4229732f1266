import { type Html, html, page } from '../../shared/html.ts';

/** `offers`: what may still be signed out of elsewhere. */
export const signedOutPage = (offers: Html | ''): string =>
  page(
    'Vous êtes déconnecté',
    html`<h1>Vous êtes déconnecté</h1>
<p>Votre session est fermée dans ce navigateur. Sur un appareil que vous partagez, fermez aussi le navigateur.</p>
${offers}
<p><a href="/">Retour à l’accueil</a></p>`,
  );
