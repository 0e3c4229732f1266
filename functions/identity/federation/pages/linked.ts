import type { CivilIdentity } from '../../../../schemas/federation.ts';
import { html, page } from '../../../shared/html.ts';
import { LINKS_PAGE } from '../places.ts';
import { identityList } from './identity-list.ts';

/** Said to whoever tied their account to who they are. */
export const linkedPage = (provider: string, identity: CivilIdentity | undefined): string =>
  page(
    `Votre compte est lié à ${provider}`,
    html`<h1>Votre compte est lié à ${provider}</h1>
<p>Vous pouvez désormais vous connecter à Parvis avec ${provider}. Votre mot de passe continue de fonctionner.</p>
${
  identity &&
  html`<h2>Informations reçues</h2>
${identityList(identity)}
<p>Elles sont inscrites dans le bloc Identité de votre compte et ne s’y modifient pas tant que la liaison existe.</p>`
}
<p><a href="${LINKS_PAGE}">Retour à mon compte</a></p>`,
  );

/** Before the way there, so that nobody is surprised by what comes back. */
export const linkingPage = (provider: string, authorization: URL): string =>
  page(
    `Lier mon compte à ${provider}`,
    html`<h1>Lier mon compte à ${provider}</h1>
<p>Vous allez vous connecter chez ${provider}, puis revenir ici.</p>
${
  provider === 'FranceConnect' &&
  html`<p>FranceConnect transmettra vos nom, prénoms, sexe, date et lieu de naissance. Ils remplaceront ce que vous aviez écrit dans le bloc Identité et ne s’y modifieront plus tant que la liaison existe.</p>`
}
<p><a class="button" href="${authorization.href}">Continuer vers ${provider}</a></p>
<p><a href="${LINKS_PAGE}">Annuler et revenir à mon compte</a></p>`,
  );
