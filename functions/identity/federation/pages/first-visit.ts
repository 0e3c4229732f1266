import { TERMS_PATH } from '../../../../schemas/terms.ts';
import { html, page } from '../../../shared/html.ts';
import { checkField, type FormState, failures, textField, titleOf } from '../../pages/form-parts.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import type { FirstVisit } from '../first-visit.ts';
import { identityList } from './identity-list.ts';

const TITLE = 'Première visite avec FranceConnect';

/** Asks before anything is kept: until the form is sent, all that FranceConnect told is in the browser alone. */
export const firstVisitPage = ({ identity, interaction }: FirstVisit, form: FormState): string =>
  page(
    titleOf(TITLE, form),
    html`<h1>${TITLE}</h1>
${failures(form)}
<p>FranceConnect vous a reconnu, et aucun compte Parvis n’est lié à cette identité.</p>
${identityList(identity)}
<h2>Ouvrir un compte</h2>
<p>Ces informations seront inscrites dans votre compte. Nous vous écrirons pour vérifier votre adresse : le compte s’ouvre quand vous suivez le lien du message.</p>
<form method="post" action="/api/identity/franceconnect/account">
${textField(form, { name: 'email', label: 'Adresse électronique', type: 'email', autocomplete: 'email', hint: 'Exemple : prenom.nom@exemple.fr' })}
${checkField(form, { name: 'terms', label: html`J’accepte les <a href="${TERMS_PATH}">conditions d’utilisation</a>` })}
<p class="actions"><button type="submit">Ouvrir un compte</button></p>
</form>
<h2>J’ai déjà un compte Parvis</h2>
<p>Connectez-vous avec votre mot de passe, puis choisissez « Lier mon compte à FranceConnect » dans votre espace.</p>
<p><a href="${signInPath(interaction)}">Me connecter avec mon mot de passe</a></p>`,
  );
