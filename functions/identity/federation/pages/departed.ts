import { html, page } from '../../../shared/html.ts';

export const departedPage = (provider: string): string =>
  page(
    `Vous êtes déconnecté de ${provider}`,
    html`<h1>Vous êtes déconnecté de ${provider}</h1>
<p>Sur un appareil que vous partagez, fermez aussi le navigateur.</p>
<p><a href="/">Retour à l’accueil</a></p>`,
  );
