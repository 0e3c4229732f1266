import { html, page } from '../../../shared/html.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { CODES_KEPT } from '../judge-proofs.ts';

/** Shown this once: nobody, not even we, can read the codes again. */
export const recoveryCodesPage = (uid: string, codes: readonly string[]): string =>
  page(
    'Vos codes de secours',
    html`<h1>Vos codes de secours</h1>
<p>Si vous perdez votre appareil, chacun de ces codes permet de vous connecter une fois, à la place de l’application ou de la clé d’accès. Ils ne seront plus affichés : imprimez-les ou recopiez-les, et gardez-les ailleurs que votre mot de passe.</p>
<ol class="recovery-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
<form method="post" action="${signInPath(uid, CODES_KEPT)}">
<p class="actions"><button type="submit">J’ai gardé ces codes : continuer</button></p>
</form>`,
  );
