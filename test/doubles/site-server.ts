import { readFileSync } from 'node:fs';
import { type Answer, serve } from '../../local/emulators/web-service.ts';

/** Serves the site's own files, and these pages by their address. */
export const serveSite = (pages: ReadonlyMap<string, string>) =>
  serve('site', async ({ url = '' }): Promise<Answer> => {
    const asset = /^\/assets\/([a-z]+\.css)$/.exec(url)?.[1];
    if (asset !== undefined) {
      const body = readFileSync(new URL(`../../web/site/assets/${asset}`, import.meta.url));
      return { status: 200, headers: { 'content-type': 'text/css' }, body };
    }
    const html = { 'content-type': 'text/html; charset=utf-8' };
    const body = pages.get(url);
    if (body !== undefined) return { status: 200, headers: html, body };
    return { status: 404, headers: html, body: readFileSync(new URL('../../web/site/404.html', import.meta.url)) };
  });
