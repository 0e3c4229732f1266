import { expect } from 'vitest';
import type { Actor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { cookieBrowser } from '../doubles/cookie-browser.ts';
import { setOutToLink } from '../doubles/identity-linking.ts';
import { chooseThere } from '../doubles/look-alike-server.ts';
import { siteSignIn } from '../doubles/site-sign-in.ts';

/** Somebody with a password who links their account to FranceConnect and takes that back, and somebody else who asks there for an account. */
export const doEverythingWithFranceConnect = async (system: System, person: Actor): Promise<void> => {
  const provider = 'franceconnect' as const;
  const { browser, authorization } = await setOutToLink(system.address, person);
  const back = await chooseThere(browser, authorization, { person: 'camille-martin', way: 'eidas1' });
  expect((await browser.open(back.location ?? '')).status).toBe(200);
  await person.removeIdentityLink({ params: { provider } });

  const newcomer = cookieBrowser();
  const page = await siteSignIn(system.address, newcomer).begin();
  const button = /href="([^"]+\/with\/franceconnect)"/.exec(page.text)?.[1] ?? '';
  const { location } = await newcomer.open(new URL(button, system.address));
  const arrival = await chooseThere(newcomer, location ?? '', { person: 'joseph-toure', way: 'eidas1' });
  await newcomer.follow(arrival.location ?? '');
  const form = { email: 'joseph.toure@exemple.fr', terms: 'on' };
  expect((await newcomer.open(`${system.address}/api/identity/franceconnect/account`, { form })).status).toBe(200);
};
