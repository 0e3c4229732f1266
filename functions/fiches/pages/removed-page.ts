import { html } from '../../shared/html.ts';
import { frenchDate } from '../rules/french-date.ts';
import { addressOf, ficheFeedKey } from './addresses.ts';
import type { RenderedFiche } from './fiche-page.ts';
import { history } from './history.ts';
import { sitePage } from './site-page.ts';

/** Says that a fiche is gone to those who still hold a link to it; its text is no longer shown as if it were true. */
export const removedPage = ({ fiche, revisions }: Pick<RenderedFiche, 'fiche' | 'revisions'>): string =>
  sitePage(
    `${fiche.title} (fiche retirée)`,
    html`<h1>${fiche.title}</h1>
<p>Cette fiche n’est plus publiée depuis le <time datetime="${fiche.publishedAt}">${frenchDate(fiche.publishedAt)}</time>.</p>
<p>Son contenu n’est peut-être plus exact : il n’est plus présenté ici. <a href="/">Chercher une autre fiche depuis l’accueil</a></p>
${history(fiche, revisions)}`,
    { feed: { title: `Révisions : ${fiche.title}`, address: addressOf(ficheFeedKey(fiche)) } },
  );
