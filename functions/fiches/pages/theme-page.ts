import type { FicheSummary } from '../../../schemas/fiche.ts';
import type { ThemeCount } from '../../../schemas/search.ts';
import { type Html, html } from '../../shared/html.ts';
import { addressOf, ficheKey, themeFeedKey } from './addresses.ts';
import { feedLink } from './feed-link.ts';
import { audienceNames } from './home-page.ts';
import { sitePage } from './site-page.ts';

/** What a list says of a fiche. */
export type Listed = Pick<FicheSummary, 'audience' | 'ficheId' | 'kind' | 'title' | 'description'>;

const groups: { title: string; kinds: FicheSummary['kind'][] }[] = [
  { title: 'Fiches', kinds: ['fiche'] },
  { title: 'Dossiers', kinds: ['dossier', 'theme'] },
  { title: 'Formulaires et services en ligne', kinds: ['service'] },
];

const entry = ({ description, title, ...ref }: Listed): Html =>
  html`<li><a href="${addressOf(ficheKey(ref))}">${title}</a>${description === '' ? '' : html`<br><span class="facts">${description}</span>`}</li>\n`;

const group = (title: string, fiches: Listed[]): Html | '' =>
  fiches.length === 0 ? '' : html`<section><h2>${title}</h2><ul class="list">${fiches.map(entry)}</ul></section>\n`;

/** Every page of a theme, in the order it is given. */
export const themePage = ({ audience, themeId, title }: ThemeCount, fiches: Listed[]): string =>
  sitePage(
    `${title} – ${audienceNames[audience]}`,
    html`<nav class="breadcrumb" aria-label="Fil d’Ariane"><ol><li><a href="/">Accueil</a></li><li><a href="/#${audience}">${audienceNames[audience]}</a></li></ol></nav>
<h1>${title}</h1>
${
  fiches.length === 0
    ? html`<p>Ce thème n’a plus de fiche.</p>`
    : groups.map(({ title: name, kinds }) =>
        group(
          name,
          fiches.filter(({ kind }) => kinds.includes(kind)),
        ),
      )
}
${feedLink(themeFeedKey(audience, themeId), 'des modifications significatives de ce thème')}`,
    { feed: { title: `Modifications significatives : ${title}`, address: addressOf(themeFeedKey(audience, themeId)) } },
  );
