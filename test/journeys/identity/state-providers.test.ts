import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actAs, openAccount, waitFor } from '../../../local/acting.ts';
import { joinStaff } from '../../../local/staff.ts';
import type { System } from '../../../local/system.ts';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import type { StateProvider } from '../../../schemas/federation.ts';
import { type CookieBrowser, cookieBrowser } from '../../doubles/cookie-browser.ts';
import { setOutToLink } from '../../doubles/identity-linking.ts';
import { chooseThere } from '../../doubles/look-alike-server.ts';
import { startTestSystem } from '../start.ts';

type Person = Awaited<ReturnType<typeof openAccount>>;
interface Choice {
  person?: string;
  way: string;
}

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** Whom the State vouches for, from the button of the sign-in page to the tokens of the site, over HTTP and in order. */
describe('signing in with a service of the State', () => {
  let system: System;
  let camille: Person;
  beforeAll(async () => {
    system = await startTestSystem();
    camille = await openAccount(system, 'camille@exemple.fr');
  });
  afterAll(() => system.stop());

  const issuer = () => `${system.address}/api/identity`;
  const returnsTo = () => system.address + SITE_CLIENT.returnsTo;

  /** Opens the sign-in page as the site does. */
  const signInPage = (browser: CookieBrowser) => {
    const query = new URLSearchParams({
      client_id: SITE_CLIENT.id,
      response_type: 'code',
      redirect_uri: returnsTo(),
      scope: 'openid parvis',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      state: 'the state of the site',
    });
    return browser.follow(`${issuer()}/auth?${query}`);
  };
  /** Presses the button of a provider, and says there who one is. */
  const goThere = async (browser: CookieBrowser, provider: StateProvider, choice: Choice) => {
    const { text } = await signInPage(browser);
    const button = new RegExp(`href="([^"]+/with/${provider})"`).exec(text)?.[1] ?? '';
    const { location } = await browser.open(new URL(button, system.address));
    return chooseThere(browser, location ?? '', choice);
  };
  const signIn = async (browser: CookieBrowser, provider: StateProvider, choice: Choice) => {
    const { location } = await goThere(browser, provider, choice);
    return browser.follow(location ?? '', returnsTo());
  };
  const tokensOf = async (back: URL | undefined) => {
    const reply = await fetch(`${issuer()}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: SITE_CLIENT.id,
        code: back?.searchParams.get('code') ?? '',
        redirect_uri: returnsTo(),
        code_verifier: VERIFIER,
      }),
    });
    return decodeJwt(((await reply.json()) as { id_token: string }).id_token);
  };
  const linkCamille = async (person: string) => {
    const browser = cookieBrowser();
    const { authorization } = await setOutToLink(system.address, camille.actor, browser);
    const { location } = await chooseThere(browser, authorization, { person, way: 'eidas1' });
    return browser.open(location ?? '');
  };

  it('is offered on the page where people sign in, with what it is', async () => {
    const { text } = await signInPage(cookieBrowser());
    expect(text).toContain('S’identifier avec FranceConnect');
    expect(text).toContain('S’identifier avec ProConnect');
    expect(text).toContain('https://franceconnect.gouv.fr/');
  });

  it('brings a citizen into the account that is linked to them, to the end: the site has its tokens', async () => {
    expect((await linkCamille('camille-martin')).status).toBe(200);
    const { location } = await signIn(cookieBrowser(), 'franceconnect', { person: 'camille-martin', way: 'eidas1' });
    expect(location?.searchParams.get('state')).toBe('the state of the site');
    expect(await tokensOf(location)).toMatchObject({ sub: camille.account.id, acr: 'urn:parvis:acr:1', amr: ['franceconnect'] });
  });

  it('tells who is not known what FranceConnect said, and keeps nothing of it', async () => {
    const browser = cookieBrowser();
    const page = await signIn(browser, 'franceconnect', { person: 'joseph-toure', way: 'eidas1' });
    expect([page.status, page.address.pathname]).toEqual([200, '/api/identity/franceconnect/first-visit']);
    expect(page.text).toContain('TOURÉ');
    expect(page.text).toMatch(/Naissance<\/dt><dd>1953<\/dd>/);
    expect((await cookieBrowser().open(page.address)).status).toBe(400);
  });

  it('opens an account for who proves to be the same person at the mailbox and at FranceConnect', async () => {
    const browser = cookieBrowser();
    await signIn(browser, 'franceconnect', { person: 'joseph-toure', way: 'eidas1' });
    const form = { email: 'joseph.toure@exemple.fr', terms: 'on' };
    const sent = await browser.open(`${issuer()}/franceconnect/account`, { form });
    expect(sent.text).toContain('Ouvrez le message');
    const mail = await waitFor('the letter', async () => system.mailbox.messages({ to: form.email })[0]);
    const page = await browser.open(/http\S+\/api\/identity\/opening\/[\w-]+/.exec(mail.text ?? '')?.[0] ?? '');
    const there = /href="([^"]+\/authorize[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { location } = await chooseThere(browser, there, { person: 'joseph-toure', way: 'eidas1' });
    expect((await browser.open(location ?? '')).text).toContain('Votre compte est ouvert');
    await waitFor('the letter that it is open', async () =>
      system.mailbox.messages({ to: form.email }).some(({ subject }) => subject === 'Votre compte est ouvert avec FranceConnect'),
    );
    const back = await signIn(cookieBrowser(), 'franceconnect', { person: 'joseph-toure', way: 'eidas1' });
    const { sub } = await tokensOf(back.location);
    const joseph = actAs(system, { accountId: String(sub), role: 'citizen' });
    expect(await joseph.readMyAccount({})).toMatchObject({ email: form.email, role: 'citizen' });
    await expect(joseph.removeIdentityLink({ params: { provider: 'franceconnect' } })).rejects.toMatchObject({ kind: 'password-first' });
  });

  it('leads somebody who gives up back to the page, where a password still does', async () => {
    const page = await signIn(cookieBrowser(), 'franceconnect', { way: 'cancel' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<h1>Se connecter</h1>');
  });

  it('lets nobody in with the answer of somebody else’s browser', async () => {
    const { location } = await goThere(cookieBrowser(), 'franceconnect', { person: 'camille-martin', way: 'eidas1' });
    const victim = cookieBrowser();
    await signInPage(victim);
    expect((await victim.open(location ?? '')).status).toBe(400);
  });

  it('brings an agent in at once who showed a second factor there, and asks for one who did not', async () => {
    const place = { role: 'agent', service: 'etat-civil' } as const;
    const nadia = await joinStaff(system, { email: 'nadia.petit@exemple.fr', place, password: 'Un-bon-secret-2026' });
    const { location } = await signIn(cookieBrowser(), 'proconnect', { person: 'nadia-petit', way: 'eidas1-mfa' });
    const claims = await tokensOf(location);
    expect(claims).toMatchObject({ sub: nadia.accountId, acr: 'urn:parvis:acr:2', amr: ['proconnect', 'mfa'] });
    const page = await signIn(cookieBrowser(), 'proconnect', { person: 'nadia-petit', way: 'eidas1' });
    expect(page.address.pathname).toMatch(/\/interaction\/[\w-]+\/(factor|second-factor)$/);
    expect(page.location).toBeUndefined();
  });

  it('is no way in for an agent whom nobody invited', async () => {
    const browser = cookieBrowser();
    const page = await signIn(browser, 'proconnect', { person: 'paul-inconnu', way: 'eidas1-mfa' });
    expect(page.status).toBe(403);
    expect(page.text).toContain('Aucun compte ne vous attend ici');
    const way = /href="([^"]+)">Me déconnecter de ProConnect</.exec(page.text)?.[1] ?? '';
    expect((await browser.open(system.address + way)).location?.pathname).toBe('/proconnect/api/v2/session/end');
  });

  it('offers to leave there too after signing out here, to the browser that came in that way', async () => {
    const browser = cookieBrowser();
    await signIn(browser, 'franceconnect', { person: 'camille-martin', way: 'eidas1' });
    const offer = 'Me déconnecter aussi de FranceConnect';
    const form = { client_id: SITE_CLIENT.id, post_logout_redirect_uri: system.address + SITE_CLIENT.signedOutTo };
    const { location } = await browser.open(`${issuer()}/session/end`, { form });
    expect((await browser.follow(location ?? '')).text).toContain(offer);
    expect((await cookieBrowser().open(location ?? '')).text).not.toContain(offer);
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
