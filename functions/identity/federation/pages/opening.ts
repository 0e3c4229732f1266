import { html, page } from '../../../shared/html.ts';
import { ACCOUNT_PAGE } from '../places.ts';

/** Says the same whether or not the address has an account. */
export const openingSentPage = (email: string): string =>
  page(
    'Ouvrez le message que nous vous avons envoyé',
    html`<h1>Ouvrez le message que nous vous avons envoyé</h1>
<p>Un message est parti à l’adresse ${email}. Suivez son lien dans les 24 heures : votre compte s’ouvrira.</p>
<p>Rien n’arrive ? Regardez parmi les messages indésirables, et vérifiez l’adresse. Pour recommencer, revenez au site et choisissez FranceConnect.</p>
<p><a href="/">Retour à l’accueil</a></p>`,
  );

/** What the letter leads to. */
export const openingPage = (authorization: URL): string =>
  page(
    'Ouvrir mon compte Parvis',
    html`<h1>Ouvrir mon compte Parvis</h1>
<p>Votre adresse est vérifiée. Il reste à montrer que c’est bien vous qui avez demandé ce compte.</p>
<p><a class="button" href="${authorization.href}">Continuer avec FranceConnect</a></p>
<p>Si vous n’avez rien demandé, fermez cette page : aucun compte ne sera ouvert.</p>`,
  );

export const openedPage = (): string =>
  page(
    'Votre compte est ouvert',
    html`<h1>Votre compte est ouvert</h1>
<p>Connectez-vous désormais avec FranceConnect. Vos nom, prénoms, sexe, date et lieu de naissance sont inscrits dans le bloc Identité de votre compte.</p>
<p><a class="button" href="${ACCOUNT_PAGE}">Aller à mon espace</a></p>`,
  );
