import { type Html, html, page } from '../../../shared/html.ts';
import { type FormState, failures, textField, titleOf, untouched } from '../../pages/form-parts.ts';
import type { Proof } from '../../rules/factors/proofs.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { steps } from '../judge-proofs.ts';
import { passkeyForm, passkeyScript } from './passkey-form.ts';

export interface SecondFactorPage {
  uid: string;
  /** By what the person was recognised. */
  first: Proof | undefined;
  totp: boolean;
  recoveryCodes: number;
  /** What the browser is given to use a passkey; absent for who has none. */
  passkey?: object | undefined;
}

/** What was wrong with what was sent, and with which of the forms. */
export interface Refusal {
  way: 'totp' | 'recovery-code' | 'passkey';
  state: FormState;
}

const TITLE = 'Confirmer votre identité';

const recognised: Partial<Record<Proof, string>> = {
  password: 'Votre mot de passe est juste.',
  franceconnect: 'FranceConnect vous a reconnu.',
  proconnect: 'ProConnect vous a reconnu.',
};

const totpForm = (action: string, state: FormState): Html => html`<form method="post" action="${action}">
<input type="hidden" name="way" value="totp">
${textField(state, { name: 'code', label: 'Code de l’application', hint: 'Six chiffres, qui changent toutes les trente secondes', type: 'text', autocomplete: 'one-time-code', numeric: true })}
<p class="actions"><button type="submit">Continuer</button></p>
</form>`;

const recoveryForm = (action: string, state: FormState): Html => html`<form method="post" action="${action}">
<input type="hidden" name="way" value="recovery-code">
${textField(state, { name: 'recovery', label: 'Code de secours', hint: 'Douze lettres et chiffres, par exemple 7K2M-9QXD-R4TA. Chaque code ne sert qu’une fois.', type: 'text', autocomplete: 'off' })}
<p class="actions"><button type="submit" class="quiet">Utiliser ce code</button></p>
</form>`;

const stateOf = (refusal: Refusal | undefined, way: Refusal['way']): FormState => (refusal?.way === way ? refusal.state : untouched);

/** Asks, after a first proof, for what only its owner has at hand. Works without any script, but for passkeys. */
export const secondFactorPage = ({ uid, first, totp, recoveryCodes, passkey }: SecondFactorPage, refusal?: Refusal): string => {
  const action = signInPath(uid, steps.ask);
  const state = refusal?.state ?? untouched;
  return page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>${first && recognised[first]} Pour protéger votre compte, montrez aussi que vous avez ${totp ? 'votre application d’authentification' : 'votre clé d’accès'}${totp && passkey !== undefined && ' ou votre clé d’accès'}.</p>
${totp && totpForm(action, stateOf(refusal, 'totp'))}
${
  passkey &&
  html`<noscript><p>Une clé d’accès demande que votre navigateur exécute les scripts de cette page.</p></noscript>
${passkeyForm({ action, does: 'get', options: passkey, button: 'Utiliser ma clé d’accès' })}`
}
${
  recoveryCodes > 0 &&
  html`<h2>Vous n’avez plus votre appareil ?</h2>
${recoveryForm(action, stateOf(refusal, 'recovery-code'))}`
}
<form method="post" action="${signInPath(uid, 'cancel')}">
<p class="actions"><button type="submit" class="quiet">Annuler et revenir au service</button></p>
</form>
${passkey && passkeyScript}`,
  );
};
