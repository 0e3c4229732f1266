import type { ShownPage } from '../../../schemas/routes/route.ts';
import { html, page } from '../../shared/html.ts';
import { type FormState, failures, textField, titleOf } from './form-parts.ts';

const TITLE = 'Activer votre compte';

/** Asks for the password of the sign-up: the mailbox shows who owns the address, the password that the same person signed up. */
export const activationPage = (state: FormState, status = 200): ShownPage => ({
  status,
  page: page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>Saisissez le mot de passe que vous avez choisi en vous inscrivant : votre compte sera prêt aussitôt.</p>
<form method="post">
${textField(state, { name: 'password', label: 'Mot de passe', type: 'password', autocomplete: 'current-password' })}
<p class="actions"><button type="submit">Activer mon compte</button></p>
</form>
<p>Vous ne connaissez plus ce mot de passe, ou ce n’est pas vous qui vous êtes inscrit ? <a href="/api/identity/password">Choisissez-en un autre</a> : cela active aussi le compte.</p>`,
  ),
});

export const activatedPage = (): string =>
  page(
    'Votre compte est activé',
    html`<h1>Votre compte est activé</h1>
<p>Vous pouvez maintenant vous connecter avec votre adresse électronique et votre mot de passe.</p>
<p><a href="/mon-espace.html">Me connecter</a></p>`,
  );

/** For a link that was used, replaced or has ended; it says nothing of the account. */
export const activationLinkGonePage = (): ShownPage => ({
  status: 404,
  page: page(
    'Ce lien ne sert plus',
    html`<h1>Ce lien ne sert plus</h1>
<p>Il a déjà servi, il a plus de 24 heures, ou il est incomplet.</p>
<ul>
<li>Si votre compte est activé, <a href="/mon-espace.html">connectez-vous</a>.</li>
<li>Sinon, <a href="/api/identity/activation">recevez un nouveau lien</a> : c’est possible pendant un mois après l’inscription.</li>
</ul>`,
  ),
});
