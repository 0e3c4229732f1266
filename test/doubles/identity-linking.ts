import type { Actor } from '../../local/acting.ts';
import { type CookieBrowser, cookieBrowser } from './cookie-browser.ts';

/** What the site does for who wants to link their account to FranceConnect: asks for a ticket, and has the browser send it as a form of ours. */
export const setOutToLink = async (address: string, actor: Actor, browser: CookieBrowser = cookieBrowser()) => {
  const { ticket } = await actor.askIdentityLink({ params: { provider: 'franceconnect' } });
  const { text, status } = await browser.open(`${address}/api/identity/franceconnect/link`, { form: { ticket } });
  const authorization = /href="([^"]+\/authorize[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { browser, status, text, authorization };
};
