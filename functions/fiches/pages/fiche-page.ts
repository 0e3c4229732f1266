import { FicheId } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import { type Html, html } from '../../shared/html.ts';
import { frenchDate } from '../rules/french-date.ts';
import { textOf } from '../rules/headings.ts';
import type { StoredFiche } from '../store/fiche-store.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { addressOf, ficheFeedKey, ficheKey, themeKey, wholeAddress } from './addresses.ts';
import { afterBody } from './after-body.ts';
import { blocks } from './block.ts';
import { history } from './history.ts';
import { audienceNames } from './home-page.ts';
import { inlines, webLink } from './inline.ts';
import { deeper, heading, type Place } from './place.ts';
import { sitePage } from './site-page.ts';
import { type SummaryEntry, summary, summaryOf } from './summary.ts';

export interface RenderedFiche {
  fiche: StoredFiche;
  content: FicheContent;
  /** All of them, newest first. */
  revisions: StoredRevision[];
  /** The site's address, with its scheme. */
  site: string;
}

const placeOf = ({ definitions }: FicheContent, entries: SummaryEntry[]): Place => ({
  level: 2,
  definitions: new Set(definitions.map(({ id }) => id)),
  anchors: new Map(entries.map(({ target, anchor }) => [target, anchor])),
});

/** Audience and theme have a page of ours; the levels between have none. DILA's own first level names the audience once more. */
const breadcrumb = ({ audience, breadcrumb: levels, theme, ficheId }: FicheContent): Html => {
  const between = levels.filter(({ id }) => id !== ficheId && FicheId.safeParse(id).success);
  const entries = between.map(
    ({ id, title }) => html`<li>${id === theme?.id ? html`<a href="${addressOf(themeKey(audience, id))}">${title}</a>` : title}</li>`,
  );
  return html`<nav class="breadcrumb" aria-label="Fil d’Ariane"><ol><li><a href="/">Accueil</a></li><li><a href="/#${audience}">${audienceNames[audience]}</a></li>${entries}</ol></nav>`;
};

const banner = ({ title, content }: FicheContent['banners'][number], place: Place): Html => {
  const name = textOf(title).trim() === '' ? 'Avertissement' : inlines(title, place.definitions);
  return html`<aside class="box box-warning">${heading(place, name)}${blocks(content, deeper(place))}</aside>\n`;
};

/** Without an introduction the description says what the page is about; with one it would say it twice. */
const introduction = ({ introduction: said, description }: FicheContent, place: Place): Html | '' => {
  if (said.length > 0) return html`<div class="introduction">${blocks(said, place)}</div>`;
  return description === '' ? '' : html`<div class="introduction"><p>${description}</p></div>`;
};

const facts = ({ modifiedOn, sourceUrl }: FicheContent): Html =>
  html`<p class="facts">Dernière modification : <time datetime="${modifiedOn}">${frenchDate(modifiedOn)}</time>${
    sourceUrl === null ? '' : html`. ${webLink(sourceUrl, html`Voir la page d’origine`)}`
  }</p>`;

const follow = html`<section class="after follow" aria-labelledby="suivre"><h2 id="suivre">Suivre cette fiche</h2><p>Les personnes abonnées reçoivent un courriel quand la fiche change de façon importante. Le bouton « S’abonner », en haut de la page, suffit : il faut un compte, et JavaScript.</p></section>\n`;

export const fichePage = ({ fiche, content, revisions, site }: RenderedFiche): string => {
  const entries = summaryOf(content);
  const place = placeOf(content, entries);
  const main = html`${breadcrumb(content)}
<article>
<header class="title">
${content.overline === '' ? '' : html`<p class="overline">${content.overline}</p>\n`}<h1>${content.title}</h1>
${facts(content)}
<div class="follow-place" data-follow="${fiche.audience}/${fiche.ficheId}"></div>
<p class="jump"><a href="#suivre">Suivre cette fiche</a> <a href="#historique">Historique des révisions</a></p>
</header>
${content.banners.map((one) => banner(one, place))}${introduction(content, place)}
${summary(entries)}
<div class="body">${blocks(content.body, place)}</div>
${afterBody(content, place)}${follow}${history(fiche, revisions)}
</article>`;
  return sitePage(content.title, main, {
    description: content.description || undefined,
    canonical: wholeAddress(site, ficheKey(fiche)),
    feed: { title: `Révisions : ${content.title}`, address: addressOf(ficheFeedKey(fiche)) },
  });
};
