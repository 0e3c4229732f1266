import { html } from '../../shared/html.ts';
import type { StoredFiche } from '../store/fiche-store.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { addressOf, ficheFeedKey, ficheKey, revisionsKey, wholeAddress } from './addresses.ts';
import { feedLink } from './feed-link.ts';
import { historyList } from './history.ts';
import { sitePage } from './site-page.ts';

/** Every revision of a fiche, newest first. */
export const revisionsPage = (fiche: StoredFiche, revisions: StoredRevision[], site: string): string => {
  const address = addressOf(ficheKey(fiche));
  const main = html`<nav class="breadcrumb" aria-label="Fil d’Ariane"><ol><li><a href="/">Accueil</a></li><li><a href="${address}">${fiche.title}</a></li></ol></nav>
<h1>Toutes les révisions : ${fiche.title}</h1>
${historyList(revisions)}
${feedLink(ficheFeedKey(fiche), 'des révisions de cette fiche')}
<p><a href="${address}">Retour à la fiche</a></p>`;
  return sitePage(`Toutes les révisions : ${fiche.title}`, main, {
    canonical: wholeAddress(site, revisionsKey(fiche)),
    feed: { title: `Révisions : ${fiche.title}`, address: addressOf(ficheFeedKey(fiche)) },
  });
};
