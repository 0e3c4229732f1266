import { type Html, html, page } from '../../shared/html.ts';
import { signInPath } from '../sign-in/open-sign-in.ts';
import type { SignIn } from '../store/sign-ins.ts';
import { type FormState, failures, textField, titleOf, untouched } from './form-parts.ts';

/** What was typed before and what was wrong with it; `trouble` is about the whole of it. */
export interface SignInPageState {
  form?: FormState;
  trouble?: Html | undefined;
  /** Asks for proof of a person, where many tries were made. */
  captcha?: Html | undefined;
}

/** Other ways to come in than by a password: those of the State above it, a passkey below. */
export interface Ways {
  state: Html | '';
  passkey: Html;
}

const otherDoors = html`<p><a href="/api/identity/password">Mot de passe oublié ?</a></p>
<h2>Pas encore de compte ?</h2>
<p><a href="/api/identity/sign-up">Créer un compte</a></p>`;

/** What went wrong with the whole of a form, read out at once. */
export const trouble = (title: string, advice: Html | string): Html =>
  html`<div class="failure" role="alert"><p class="failure-title">${title}</p><p>${advice}</p></div>`;

/** Where people sign in: it works without any script, and says nothing of who has an account. */
export const signInPage = (signIn: SignIn, ways: Ways, { form = untouched, trouble: told, captcha }: SignInPageState = {}): string => {
  const again = signIn.signedInAs !== undefined;
  const title = again ? 'Confirmer que c’est bien vous' : 'Se connecter';
  return page(
    told ? `Erreur : ${title}` : titleOf(title, form),
    html`<h1>${title}</h1>
${told ?? failures(form)}
${again && html`<p>Pour protéger votre compte, cette action demande que vous vous connectiez de nouveau.</p>`}
${ways.state}
<form method="post" action="${signInPath(signIn.uid, 'sign-in')}">
${textField(form, { name: 'email', label: 'Adresse électronique', type: 'email', autocomplete: 'username', hint: 'Exemple : prenom.nom@exemple.fr' })}
${textField(form, { name: 'password', label: 'Mot de passe', type: 'password', autocomplete: 'current-password' })}
${captcha}
<p class="actions"><button type="submit">Se connecter</button></p>
</form>
${ways.passkey}
${otherDoors}
<form method="post" action="${signInPath(signIn.uid, 'cancel')}">
<p class="actions"><button type="submit" class="quiet">Annuler et revenir au service</button></p>
</form>`,
  );
};
