import { type PartnerScope, partnerScopes } from '../../../schemas/client.ts';
import { html, page } from '../../shared/html.ts';
import { signInPath } from '../sign-in/open-sign-in.ts';

export interface AskedConsent {
  uid: string;
  name: string;
  purpose: string;
  scopes: readonly PartnerScope[];
}

/** Says who wants to know what, and what for, before anything is told. */
export const consentPage = ({ uid, name, purpose, scopes }: AskedConsent): string =>
  page(
    `Autoriser ${name}`,
    html`<h1>Autoriser « ${name} » ?</h1>
<p>Ce service vous propose de vous connecter avec votre compte Parvis.</p>
<p>À quoi il sert : ${purpose}</p>
<h2>Ce qu’il saura de vous</h2>
<ul>${scopes.map((scope) => html`<li>${partnerScopes[scope]}</li>`)}</ul>
<p>Il ne verra rien d’autre de votre compte : ni vos documents, ni vos démarches. Vous pourrez retirer votre accord à tout moment dans votre compte.</p>
<form method="post" action="${signInPath(uid, 'consent')}">
<p class="actions"><button type="submit" name="choice" value="accept">Autoriser et continuer</button>
<button type="submit" name="choice" value="refuse" class="quiet">Refuser et revenir au service</button></p>
</form>`,
  );
