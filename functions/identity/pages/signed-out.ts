import { type Html, html, page } from '../../shared/html.ts';
import { wayBack } from '../federation/pages/way-back.ts';

/** `offers`: what may still be signed out of elsewhere. `onward`: where the service wants the person back from which they signed out. */
export const signedOutPage = (offers: Html | '', onward?: string): string =>
  page(
    'Vous êtes déconnecté',
    html`<h1>Vous êtes déconnecté</h1>
<p>Votre session est fermée dans ce navigateur. Sur un appareil que vous partagez, fermez aussi le navigateur.</p>
${offers}
${wayBack(onward)}`,
  );
