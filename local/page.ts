import type { ServerResponse } from 'node:http';
import { html, raw } from 'hono/html';
import { typesetDocument } from '../functions/shared/html.ts';

export { html, raw };
export type Html = ReturnType<typeof html>;

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1d2433, #e8ebf2); --soft: light-dark(#58627a, #a3adc2); --line: light-dark(#d9dee8, #38415a);
    --paper: light-dark(#fff, #1b2130); --ground: light-dark(#f4f6fa, #131824); --accent: light-dark(#1d4ed8, #9db8ff); }
  * { box-sizing: border-box; }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
  a { color: var(--accent); }
  a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
  header.top { background: var(--paper); border-bottom: 1px solid var(--line); padding: .75rem clamp(1rem, 4vw, 3rem); }
  header.top p { margin: 0; color: var(--soft); font-size: .9rem; }
  main { max-width: 62rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; }
  h1 { font-size: clamp(1.4rem, 4vw, 1.9rem); line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
  .card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
  ul.cards { list-style: none; padding: 0; margin: 0; } ul.cards .card { padding: .75rem 1.25rem; margin-bottom: .5rem; }
  .subject { font-weight: 600; font-size: 1.05rem; overflow-wrap: anywhere; }
  .meta { color: var(--soft); font-size: .9rem; margin: 0; overflow-wrap: anywhere; }
  .text { margin: .5rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  .tag { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; white-space: nowrap; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem; } label { display: grid; gap: .25rem; flex: 1 1 16rem; }
  input, button, textarea { font: inherit; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--paper); color: inherit; min-height: 2.75rem; max-width: 100%; }
  button { cursor: pointer; background: var(--accent); color: var(--paper); border-color: var(--accent); font-weight: 600; }
  textarea { width: 100%; font: .85rem/1.4 ui-monospace, monospace; }
  dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: .75rem; background: #fff; color-scheme: light; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: .9rem/1.5 ui-monospace, monospace; }
  summary { cursor: pointer; font-weight: 600; min-height: 1.75rem; }
  @media (max-width: 32rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }`;

/** Of every page of the local system. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export interface LocalPage {
  title: string;
  main: Html;
}

/** A page of the local system itself, for the people who work with it. */
export const pageText = ({ title, main }: LocalPage): string =>
  String(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Parvis local</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="top"><p>Parvis sur cette machine · <a href="/">Site</a> · <a href="/mailbox">Courriels</a> · <a href="/mailbox/sms">SMS</a> · <a href="/issuer">Comptes et jetons</a></p></header>
<main id="contenu">
${raw(typesetDocument(String(main)))}
</main>
</body>
</html>`);

export const writePage = (response: ServerResponse, { status = 200, ...page }: LocalPage & { status?: number }): void => {
  response.writeHead(status, pageHeaders).end(pageText(page));
};

export const writeNotFound = (response: ServerResponse): void =>
  writePage(response, { status: 404, title: 'Page introuvable', main: html`<h1>Cette page n’existe pas</h1>` });
