import { html, page } from '../../shared/html.ts';

export const signedOutPage = (): string =>
  page(
    'Vous êtes déconnecté',
    html`<h1>Vous êtes déconnecté</h1>
<p>Votre session est fermée dans ce navigateur. Sur un appareil que vous partagez, fermez aussi le navigateur.</p>
<p><a href="/">Retour à l’accueil</a></p>`,
  );
