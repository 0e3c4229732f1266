import { html, raw } from 'hono/html';
import { problems } from '../../schemas/problem.ts';
import type { Problem } from './problem.ts';

/** Text with every value escaped; the one way to write HTML, in pages and in mails. */
export { html, raw };
export type Html = ReturnType<typeof html>;

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
