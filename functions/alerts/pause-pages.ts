import { type Html, html, page } from '../shared/html.ts';

/** Nothing here says whom the link belongs to: a mail that was passed on must not give its first reader away. */

/** What somebody can do when their link leads nowhere. */
export const PAUSE_LINK_ADVICE =
  'Le lien est incomplet. Utilisez celui du dernier récapitulatif reçu, ou connectez-vous et changez vos préférences d’alerte.';

const kept: Html = html`<p>Vos abonnements sont conservés. Les alertes que vous avez choisi de recevoir tout de suite continuent d’arriver.</p>`;

const howToResume: Html = html`<p>Pour recevoir à nouveau vos récapitulatifs, connectez-vous et reprenez-les dans vos préférences d’alerte, quand vous le voulez.</p>
<p>Pendant la suspension, chaque fiche garde sur sa page la liste de ses modifications.</p>`;

/** Asks before anything changes; the form has no address, so it goes back to the link it came from. */
export const confirmPausing = (): string =>
  page(
    'Suspendre vos récapitulatifs',
    html`<h1>Suspendre vos récapitulatifs</h1>
<p>Vous recevez chaque jour ou chaque semaine un courriel qui récapitule les modifications importantes des fiches que vous suivez.</p>
<p>Si vous les suspendez, ces courriels s’arrêtent jusqu’à ce que vous les repreniez.</p>
${kept}
<form method="post">
<button type="submit">Suspendre mes récapitulatifs</button>
</form>`,
  );

export const saidPaused = (): string =>
  page(
    'Vos récapitulatifs sont suspendus',
    html`<h1>Vos récapitulatifs sont suspendus</h1>
${kept}
${howToResume}`,
  );

export const saidPausedBefore = (): string =>
  page(
    'Vos récapitulatifs sont déjà suspendus',
    html`<h1>Vos récapitulatifs sont déjà suspendus</h1>
<p>Il n’y a plus rien à faire.</p>
${howToResume}`,
  );
