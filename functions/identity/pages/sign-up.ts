import { PASSWORD_HINT } from '../../../schemas/password.ts';
import type { ShownPage } from '../../../schemas/routes/route.ts';
import { TERMS_PATH } from '../../../schemas/terms.ts';
import { html, page } from '../../shared/html.ts';
import type { CaptchaOffer } from '../captcha/captcha.ts';
import { captchaBlock, captchaUses } from '../captcha/captcha-block.ts';
import { checkField, type FormState, failures, textField, titleOf } from './form-parts.ts';

const TITLE = 'Créer un compte';

export const signUpPage = (state: FormState, offer: CaptchaOffer, status = 200): ShownPage => ({
  status,
  uses: captchaUses,
  page: page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>Votre compte vous sert à suivre des fiches, garder des documents et faire vos démarches. Tous les champs sont obligatoires.</p>
<form method="post">
${textField(state, {
  name: 'email',
  label: 'Adresse électronique',
  hint: 'Par exemple : prenom.nom@exemple.fr. Elle vous servira à vous connecter.',
  type: 'email',
  autocomplete: 'email',
})}
${textField(state, {
  name: 'password',
  label: 'Mot de passe',
  hint: `${PASSWORD_HINT} Choisissez-en un qui ne sert qu’ici.`,
  type: 'password',
  autocomplete: 'new-password',
})}
${checkField(state, {
  name: 'terms',
  label: html`J’accepte les <a href="${TERMS_PATH}">conditions d’utilisation</a>.`,
})}
${captchaBlock(offer, state)}
<p class="actions"><button type="submit">Créer mon compte</button></p>
</form>
<p>Vous vous êtes inscrit et le courriel d’activation n’est pas arrivé ? <a href="/api/identity/activation">Recevez-le à nouveau</a>.</p>`,
  ),
});

export const signUpSentPage = (): string =>
  page(
    'Activez votre compte',
    html`<h1>Activez votre compte</h1>
<p>Nous venons de vous envoyer un courriel. Ouvrez le lien qu’il contient dans les 24 heures : votre compte sera alors prêt.</p>
<h2>Le courriel n’arrive pas ?</h2>
<ul>
<li>Attendez quelques minutes, et regardez dans les courriers indésirables.</li>
<li>Vérifiez l’adresse : si elle était fausse, <a href="/api/identity/sign-up">recommencez l’inscription</a>.</li>
<li><a href="/api/identity/activation">Recevez le courriel à nouveau</a> : c’est possible pendant un mois.</li>
</ul>`,
  );
