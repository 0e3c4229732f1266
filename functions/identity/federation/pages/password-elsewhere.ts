import { html, page } from '../../../shared/html.ts';

/** Those that people sign in with through FranceConnect, and where each lets them choose another password. */
const identityProviders = [
  { name: 'impots.gouv.fr', address: 'https://www.impots.gouv.fr/' },
  { name: 'Ameli (Assurance maladie)', address: 'https://www.ameli.fr/' },
  { name: 'L’Identité Numérique La Poste', address: 'https://lidentitenumerique.laposte.fr/' },
  { name: 'MSA', address: 'https://www.msa.fr/' },
  { name: 'France Identité', address: 'https://france-identite.gouv.fr/' },
];

/** Nobody but the provider of an identity can change its password: we never see it. */
export const passwordElsewherePage = (): string =>
  page(
    'Changer le mot de passe utilisé avec FranceConnect',
    html`<h1>Changer le mot de passe utilisé avec FranceConnect</h1>
<p>Avec FranceConnect, vous vous connectez par le compte d’un autre service public. Parvis ne connaît pas ce mot de passe : il se change auprès du service que vous choisissez sur la page de FranceConnect.</p>
<ul>${identityProviders.map(({ name, address }) => html`<li><a class="external" href="${address}" rel="noreferrer">${name}</a></li>`)}</ul>
<h2>Avoir aussi un mot de passe Parvis</h2>
<p>Vous pouvez en choisir un, pour vous connecter sans FranceConnect ou avant de supprimer votre liaison : <a href="/api/identity/password">demandez un lien par courriel</a>.</p>`,
  );
