import { html as hono, raw } from 'hono/html';
import { problems } from '../../schemas/problem.ts';
import type { Problem } from './problem.ts';

/** Text that is already safe to put into a page: a String object under its type, so `String(…)` it before it leaves. */
export type Html = ReturnType<typeof raw>;

/** What may be put into a page: never a promise, which would be written as its name. `false`, null and undefined write nothing. */
export type HtmlValue = string | number | boolean | null | undefined | Html | readonly HtmlValue[];

/** Text with every value escaped; the one way to write HTML, in pages and in mails. */
export const html = hono as (strings: TemplateStringsArray, ...values: HtmlValue[]) => Html;

/** Puts text in as it is: only for what another `html` has made. */
export { raw };

/** A whole page in the site's look, for answers that are not part of the site itself. */
export const page = (title: string, main: Html): string =>
  String(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Parvis</title>
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<main id="contenu" class="page">
${main}
</main>
</body>
</html>`);

export const problemPage = (problem: Problem): string =>
  page(
    problems[problem.kind].title,
    html`<h1>${problems[problem.kind].title}</h1>${problem.detail ? html`<p>${problem.detail}</p>` : ''}<p><a href="/">Retour à l’accueil</a></p>`,
  );
