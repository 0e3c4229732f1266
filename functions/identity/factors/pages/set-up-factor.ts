import type { TotpSetup } from '../../../../schemas/factor.ts';
import { type Html, html, page, raw } from '../../../shared/html.ts';
import { type FormState, failures, textField, titleOf, untouched } from '../../pages/form-parts.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { steps } from '../judge-proofs.ts';
import { passkeyForm, passkeyScript } from './passkey-form.ts';

export interface SetUpPage {
  uid: string;
  /** Once an application was asked for: making a secret is not for who only looks at the page. */
  totp?: TotpSetup | undefined;
  /** What the browser is given to make a passkey. */
  passkey: object;
}

const TITLE = 'Ajouter un second moyen de connexion';

/** A secret that can be typed: groups of four, which no reader loses their place in. */
const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

const chooseApplication = (
  action: string,
): Html => html`<p>Une application de votre téléphone affiche un code de six chiffres, qui change sans cesse.</p>
<form method="post" action="${action}">
<input type="hidden" name="way" value="begin-totp">
<p class="actions"><button type="submit">Utiliser une application</button></p>
</form>`;

const applicationForm = (action: string, totp: TotpSetup, state: FormState): Html => html`<ol>
<li>Installez une application d’authentification sur votre téléphone, si vous n’en avez pas.</li>
<li>Dans l’application, ajoutez un compte et scannez ce code.
<div class="qr-code" role="img" aria-label="Code QR à scanner avec l’application d’authentification">${raw(totp.qrCode)}</div>
<p>Vous ne pouvez pas scanner ? <a href="${totp.address}">Ouvrez l’application</a> sur cet appareil, ou saisissez-y cette clé :</p>
<p><code class="secret">${inFours(totp.secret)}</code></p></li>
<li>Saisissez le code que l’application affiche.
<form method="post" action="${action}">
<input type="hidden" name="way" value="totp">
${textField(state, { name: 'code', label: 'Code de l’application', hint: 'Six chiffres', type: 'text', autocomplete: 'one-time-code', numeric: true })}
<p class="actions"><button type="submit">Ajouter l’application</button></p>
</form></li>
</ol>`;

/** Shown to who works here and has only a password yet: without a second factor they get no token. */
export const setUpFactorPage = ({ uid, totp, passkey }: SetUpPage, state: FormState = untouched): string => {
  const action = signInPath(uid, steps.setUp);
  return page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>Votre compte donne accès à des données d’autres personnes : un mot de passe seul ne suffit pas à le protéger. Choisissez l’un de ces deux moyens ; vous pourrez en ajouter d’autres ensuite.</p>
<h2>Une application d’authentification</h2>
${totp ? applicationForm(action, totp, state) : chooseApplication(action)}
<h2>Une clé d’accès</h2>
<p>L’empreinte, le visage ou le code de cet appareil, ou une clé de sécurité, remplacent le code à saisir.</p>
<noscript><p>Une clé d’accès demande que votre navigateur exécute les scripts de cette page.</p></noscript>
${passkeyForm({
  action,
  does: 'create',
  options: passkey,
  button: 'Créer une clé d’accès',
  before: textField(
    { typed: { name: state.typed['name'] ?? 'Cet appareil' }, errors: {} },
    { name: 'name', label: 'Nom de la clé', hint: 'Pour la reconnaître dans votre compte', type: 'text', autocomplete: 'off' },
  ),
})}
<form method="post" action="${signInPath(uid, 'cancel')}">
<p class="actions"><button type="submit" class="quiet">Annuler et revenir au service</button></p>
</form>
${passkeyScript}`,
  );
};
