import { PASSWORD_HINT } from '../../../schemas/password.ts';
import type { ShownPage } from '../../../schemas/routes/route.ts';
import type { StaffInvitation } from '../../../schemas/staff.ts';
import { html, page } from '../../shared/html.ts';
import { placeInWords } from '../rules/staff.ts';
import { type FormState, failures, textField, titleOf } from './form-parts.ts';

const TITLE = 'Rejoindre Parvis';

/** Says what is offered before anything is asked. */
export const invitationPage = (invitation: StaffInvitation, state: FormState, status = 200): ShownPage => ({
  status,
  page: page(
    titleOf(TITLE, state),
    html`<h1>${TITLE}</h1>
${failures(state)}
<p>Vous êtes invité à travailler dans Parvis comme <strong>${placeInWords(invitation)}</strong>, avec l’adresse <strong>${invitation.email}</strong>.</p>
<p>Choisissez un mot de passe. À votre première connexion, vous ajouterez un second moyen de connexion : une application d’authentification ou une clé d’accès.</p>
<form method="post">
<input type="hidden" name="email" value="${invitation.email}" autocomplete="username">
${textField(state, {
  name: 'password',
  label: 'Mot de passe',
  hint: `${PASSWORD_HINT} Choisissez-en un qui ne sert qu’ici.`,
  type: 'password',
  autocomplete: 'new-password',
})}
<p class="actions"><button type="submit">Créer mon compte</button></p>
</form>
<p>Cette invitation n’est pas pour vous ? Fermez cette page : rien ne se passe.</p>`,
  ),
});

export const acceptedPage = (): string =>
  page(
    'Votre compte est créé',
    html`<h1>Votre compte est créé</h1>
<p>Connectez-vous avec votre adresse professionnelle et le mot de passe que vous venez de choisir. Ayez votre téléphone à portée de main : un second moyen de connexion vous sera demandé.</p>
<p><a href="/mon-espace.html">Me connecter</a></p>`,
  );

/** For a link that was used, withdrawn or has ended; it says nothing of who was invited. */
export const invitationGonePage = (): ShownPage => ({
  status: 404,
  page: page(
    'Cette invitation ne sert plus',
    html`<h1>Cette invitation ne sert plus</h1>
<p>Elle a déjà servi, elle a plus de quatorze jours, elle a été retirée, ou le lien est incomplet.</p>
<ul>
<li>Si votre compte est créé, <a href="/mon-espace.html">connectez-vous</a>.</li>
<li>Sinon, demandez à un administrateur de vous inviter de nouveau.</li>
</ul>`,
  ),
});
