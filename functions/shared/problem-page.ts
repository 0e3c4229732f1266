import { problems } from '../../schemas/problem.ts';
import { html, page } from './html.ts';
import type { Problem } from './problem.ts';

/** A problem as a person reads it. */
export const problemPage = (problem: Problem): string =>
  page(
    problems[problem.kind].title,
    html`<h1>${problems[problem.kind].title}</h1>${problem.detail ? html`<p>${problem.detail}</p>` : ''}
${problem.wayOut && html`<p><a class="button" href="${problem.wayOut.to}">${problem.wayOut.label}</a></p>`}
<p><a href="/">Retour à l’accueil</a></p>`,
  );
