import { html, page } from '../../../shared/html.ts';
import { wayBack } from './way-back.ts';

export const departedPage = (provider: string, onward: string | undefined): string =>
  page(
    `Vous êtes déconnecté de ${provider}`,
    html`<h1>Vous êtes déconnecté de ${provider}</h1>
<p>Sur un appareil que vous partagez, fermez aussi le navigateur.</p>
${wayBack(onward)}`,
  );
