import { PASSWORD_HINT } from '../../../schemas/password.ts';
import type { ShownPage } from '../../../schemas/routes/route.ts';
import { html, page } from '../../shared/html.ts';
import { type FormState, failures, textField, titleOf } from './form-parts.ts';

const TITLE = 'Choisir un mot de passe';

export const newPasswordPage = (state: FormState, status = 200): ShownPage => ({
  status,
  page: page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>Ce mot de passe remplacera l’ancien. Les appareils où vous êtes connecté seront déconnectés.</p>
<form method="post">
${textField(state, {
  name: 'password',
  label: 'Nouveau mot de passe',
  hint: `${PASSWORD_HINT} Choisissez-en un qui ne sert qu’ici.`,
  type: 'password',
  autocomplete: 'new-password',
})}
<p class="actions"><button type="submit">Enregistrer ce mot de passe</button></p>
</form>`,
  ),
});

export const passwordChosenPage = (): string =>
  page(
    'Votre mot de passe est enregistré',
    html`<h1>Votre mot de passe est enregistré</h1>
<p>Connectez-vous avec votre adresse électronique et votre nouveau mot de passe.</p>
<p><a href="/mon-espace.html">Me connecter</a></p>`,
  );

export const passwordLinkGonePage = (): ShownPage => ({
  status: 404,
  page: page(
    'Ce lien ne sert plus',
    html`<h1>Ce lien ne sert plus</h1>
<p>Il a déjà servi, il a plus d’une heure, ou il est incomplet. Votre mot de passe n’a pas changé.</p>
<p><a href="/api/identity/password">Demander un nouveau lien</a></p>`,
  ),
});
