import { html as hono, raw } from 'hono/html';
import { typeset } from '../../schemas/typography.ts';

/** Text that is already safe to put into a page. */
export type Html = ReturnType<typeof raw>;

/** What may be put into a page: never a promise, which would be written as its name. `false`, null and undefined write nothing. */
export type HtmlValue = string | number | boolean | null | undefined | Html | readonly HtmlValue[];

/** Text with every value escaped; the one way to write HTML, in pages and in mails. */
export const html = hono as (strings: TemplateStringsArray, ...values: HtmlValue[]) => Html;

/** Puts text in as it is: only for what another `html` has made. */
export { raw };

/** A whole document with its texts typeset, and its tags as they are: what a form was filled in with stays what was typed. */
export const typesetDocument = (document: Html | string): string => document.toString().replace(/(?<=>)[^<]+/g, typeset);

/** `theme` first: the others take every colour and size from it. */
const sheets = ['theme', 'site', 'frame', 'fiche', 'lists', 'forms'];

export interface PageHead {
  /** What search engines show under the title. */
  description?: string | undefined;
  /** The page's own address, with its scheme and host. */
  canonical?: string | undefined;
  /** Whether the script for those who are signed in is loaded; without it the page says all the same. */
  forReaders?: boolean;
  /** The Atom feed that tells of changes to what the page shows. */
  feed?: PageFeed | undefined;
}

export interface PageFeed {
  /** What it is a feed of, for those who choose among several. */
  title: string;
  address: string;
}

/**
 * A whole page in the site's look: the one layout of the site's pages and of those that the API answers. It needs no script. A plain string,
 * where `html` makes an object of one.
 */
export const page = (title: string, main: Html, { description, canonical, feed, forReaders = false }: PageHead = {}): string =>
  typesetDocument(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Parvis</title>
${description ? html`<meta name="description" content="${description}">\n` : ''}${canonical ? html`<link rel="canonical" href="${canonical}">\n` : ''}${feed ? html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.address}">\n` : ''}${sheets.map((sheet) => html`<link rel="stylesheet" href="/assets/${sheet}.css">\n`)}${forReaders ? raw('<script type="module" src="/assets/reader.js"></script>\n') : ''}</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="site-header">
<div class="wide">
<a class="site-name" href="/">Parvis</a>
<nav aria-label="Navigation principale"><ul><li><a href="/">Accueil</a></li><li><a href="/#themes">Fiches par thème</a></li></ul></nav>
<p class="door"><a href="/mon-espace.html">Se connecter</a></p>
</div>
</header>
<main id="contenu" class="page" tabindex="-1">
${main}
</main>
<footer class="site-footer">
<div class="wide">
<p>Les fiches viennent des données ouvertes de service-public.fr. Source : DILA, Licence Ouverte 2.0.</p>
</div>
</footer>
</body>
</html>
`);
