import { Audience } from '../../../schemas/fiche.ts';
import type { ThemeCount } from '../../../schemas/search.ts';
import { type Html, html } from '../../shared/html.ts';
import { addressOf, SIGNIFICANT_FEED_KEY, themeKey } from './addresses.ts';
import { feedLink } from './feed-link.ts';
import { sitePage } from './site-page.ts';

export const audienceNames: Record<Audience, string> = {
  particuliers: 'Particuliers',
  professionnels: 'Professionnels',
  associations: 'Associations',
};

const counted = (fiches: number): string => `${fiches.toLocaleString('fr-FR')} ${fiches > 1 ? 'fiches' : 'fiche'}`;

const themesOf = (audience: Audience, themes: ThemeCount[]): Html | '' =>
  themes.length === 0
    ? ''
    : html`<section aria-labelledby="${audience}"><h3 id="${audience}">${audienceNames[audience]}</h3><ul class="themes">${themes.map(
        ({ themeId, title, fiches }) =>
          html`<li><a href="${addressOf(themeKey(audience, themeId))}">${title}</a> <span class="facts">${counted(fiches)}</span></li>`,
      )}</ul></section>\n`;

/** The way in without a script: every theme of every audience. */
export const homePage = (themes: ThemeCount[]): string =>
  sitePage(
    'Fiches pratiques',
    html`<h1>Vos droits et démarches</h1>
<p class="introduction">Des fiches pratiques, tenues à jour par la DILA. Chaque fiche dit ce qui a changé et quand ; les personnes abonnées sont prévenues des modifications importantes.</p>
<section aria-labelledby="themes"><h2 id="themes">Les fiches par thème</h2>
${Audience.options.map((audience) =>
  themesOf(
    audience,
    themes.filter((theme) => theme.audience === audience),
  ),
)}</section>
${feedLink(SIGNIFICANT_FEED_KEY, 'des modifications significatives de toutes les fiches')}`,
    {
      description: 'Les fiches pratiques de service-public.fr, par thème, avec l’historique de leurs modifications.',
      feed: { title: 'Modifications significatives des fiches', address: addressOf(SIGNIFICANT_FEED_KEY) },
    },
  );
