import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import { type Html, html, page } from '../shared/html.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';

/** Nothing here says whom the link belongs to: a mail that was passed on must not give its first reader away. */
export interface LeavePage {
  title: string;
  address: string;
}

/** What somebody can do when their link leads nowhere. */
export const LEAVE_LINK_ADVICE =
  'Le lien est incomplet, ou vous vous êtes réabonné depuis ce message. Utilisez le lien du dernier message reçu, ou connectez-vous pour retrouver vos abonnements.';

/** What the pages say of a fiche; one that is no longer known still has a name. */
export const describeFiche = async (titles: FicheTitles, siteAddress: string, fiche: FicheRef): Promise<LeavePage> => ({
  title: (await titles([fiche])).get(ficheKey(fiche))?.title ?? `Fiche ${fiche.ficheId}`,
  address: `${siteAddress}/fiches/${fiche.audience}/${fiche.ficheId}.html`,
});

const backToFiche = ({ title, address }: LeavePage): Html =>
  html`<p>Vous pouvez vous abonner à nouveau quand vous le voulez, depuis la fiche <a href="${address}">${title}</a>.</p>`;

/** Asks before anything changes; the form has no address, so it goes back to the link it came from. */
export const confirmLeaving = ({ title, address }: LeavePage): string =>
  page(
    'Se désabonner d’une fiche',
    html`<h1>Se désabonner d’une fiche</h1>
<p>Vous recevez une alerte quand la fiche <a href="${address}">${title}</a> est modifiée de façon importante.</p>
<p>Si vous vous désabonnez, ces alertes s’arrêtent. Vos autres abonnements ne changent pas.</p>
<form method="post">
<button type="submit">Me désabonner</button>
</form>`,
  );

export const saidLeft = (fiche: LeavePage): string =>
  page(
    'Vous êtes désabonné',
    html`<h1>Vous êtes désabonné</h1>
<p>Vous ne recevrez plus d’alerte quand la fiche « ${fiche.title} » est modifiée. Vos autres abonnements ne changent pas.</p>
${backToFiche(fiche)}`,
  );

export const saidLeftBefore = (fiche: LeavePage): string =>
  page(
    'Vous n’êtes plus abonné',
    html`<h1>Vous n’êtes plus abonné</h1>
<p>Vous ne recevez pas d’alerte quand la fiche « ${fiche.title} » est modifiée : il n’y a plus rien à faire.</p>
${backToFiche(fiche)}`,
  );
