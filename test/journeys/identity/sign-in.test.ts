import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actAsStaff, openAccount } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import type { Account } from '../../../schemas/account.ts';
import { ClientId, SITE_CLIENT } from '../../../schemas/client.ts';
import { routes } from '../../../schemas/routes/index.ts';
import { client } from '../../../web/client.ts';
import { cookieBrowser } from '../../doubles/cookie-browser.ts';
import { choosePassword } from '../../doubles/door-visitor.ts';
import { aProgram, assertionOf, type ClientKey, newClientKey } from '../../doubles/partner-services.ts';
import { siteVisitor } from '../../doubles/site-visitor.ts';
import { startTestSystem } from '../start.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PASSWORD = 'Un-chat-sur-le-toit-7';
const PROGRAM = ClientId.parse('etat-civil');
const PARTNER = { id: ClientId.parse('mediatheque'), returnsTo: 'https://mediatheque.exemple.fr/retour' };

describe('signing in with a password', () => {
  let system: System;
  let camille: Account;
  let secret: string;
  let programKey: ClientKey;
  beforeAll(async () => {
    // People and partners are there first; then the API believes nobody but our own provider.
    const before = await startTestSystem();
    ({ account: camille } = await openAccount(before, EMAIL));
    await choosePassword(before, EMAIL, PASSWORD);
    const registered = await actAsStaff(before, 'administrator').registerClient({
      body: {
        kind: 'partner',
        id: PARTNER.id,
        name: 'Médiathèque',
        contact: 'contact@mediatheque.exemple.fr',
        purpose: 'Emprunter et réserver des livres.',
        proof: { by: 'secret' },
        scopes: ['openid', 'email'],
        returnsTo: [PARTNER.returnsTo],
        signedOutTo: [],
      },
    });
    secret = registered.secret ?? '';
    programKey = await newClientKey();
    const proof = { by: 'private_key_jwt' as const, keys: [programKey.jwk] };
    await actAsStaff(before, 'administrator').registerClient({ body: { ...aProgram(proof), id: PROGRAM } });
    await before.pause();
    system = await startTestSystem({ testIssuer: false, dataDir: before.dataDir, port: Number(new URL(before.address).port) });
  });
  afterAll(() => system.stop());
  const issuer = () => `${system.address}/api/identity`;
  const api = (token: string) => client(routes, { base: `${system.address}/api`, token: () => token });

  it('ends in tokens that the API takes for the person, with how sure we are of them', async () => {
    const { access_token, id_token, expires_in } = await siteVisitor(system.address).signIn(EMAIL, PASSWORD);
    expect(expires_in).toBe(300);
    expect(decodeProtectedHeader(access_token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(decodeJwt(access_token)).toMatchObject({
      iss: issuer(),
      aud: 'parvis-api',
      sub: camille.id,
      scope: 'parvis',
      role: 'citizen',
      acr: 'urn:parvis:acr:1',
      amr: ['pwd'],
      auth_time: expect.any(Number) as number,
    });
    const keys = createLocalJWKSet(await (await fetch(`${issuer()}/jwks`)).json());
    const { payload, protectedHeader } = await jwtVerify(id_token, keys, { issuer: issuer(), audience: 'site' });
    expect([protectedHeader.alg, payload.sub, payload['nonce']]).toEqual(['ES256', camille.id, 'a nonce']);
    expect((await api(access_token).readMyAccount()).id).toBe(camille.id);
  });

  it('says the same of a wrong password and of an address that nobody has, and keeps what was typed but the password', async () => {
    const visitor = siteVisitor(system.address);
    const page = await visitor.ask();
    // Each page has a challenge of its own for passkeys, whoever is asked for.
    const plain = (text: string, email: string) => text.replaceAll(email, '').replace(/(&quot;challenge&quot;:&quot;)[\w-]{20,}/, '$1');
    const shown = await Promise.all(
      [EMAIL, 'personne@exemple.fr'].map(async (email) => plain((await visitor.type(page, email, 'Pas-le-bon-1')).text, email)),
    );
    expect(shown[0]).toContain('n’est pas le bon');
    expect(shown[0]).not.toContain('Pas-le-bon-1');
    expect(shown[0]).toBe(shown[1]);
  });

  it('takes a code once, from who asked, and no other way', async () => {
    const visitor = siteVisitor(system.address);
    const code = visitor.codeOf(await visitor.type(await visitor.ask(), EMAIL, PASSWORD));
    const exchange = (fields: Record<string, string> = {}) => visitor.token({ grant_type: 'authorization_code', code, ...fields });
    expect((await exchange({ code_verifier: 'z'.repeat(43) })).status).toBe(400);
    expect((await exchange({ redirect_uri: 'https://ailleurs.exemple.fr/' })).status).toBe(400);
    expect((await exchange({ client_id: PARTNER.id })).status).toBe(401);
    const given = await exchange();
    expect(given.status).toBe(200);
    const { refresh_token } = (await given.json()) as { refresh_token: string };
    expect((await exchange()).status).toBe(400);
    // A code that comes twice was stolen by one of the two: what it gave ends.
    expect((await visitor.refresh(refresh_token)).status).toBe(400);
  });

  it('renews for two tabs at once, and each token of theirs goes on', async () => {
    const visitor = siteVisitor(system.address);
    const { refresh_token } = await visitor.signIn(EMAIL, PASSWORD);
    const both = await Promise.all([visitor.refresh(refresh_token), visitor.refresh(refresh_token)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const next = (await Promise.all(both.map((reply) => reply.json()))) as { refresh_token: string }[];
    for (const { refresh_token: one } of next) expect((await visitor.refresh(one)).status).toBe(200);
  });

  it('lists where one is signed in, and closing a session there ends it', async () => {
    const [here, there] = [siteVisitor(system.address), siteVisitor(system.address)];
    const { access_token } = await here.signIn(EMAIL, PASSWORD);
    const { refresh_token } = await there.signIn(EMAIL, PASSWORD);
    const before = (await api(access_token).listSessions()).items;
    expect(before.length).toBeGreaterThan(1);
    expect(before.filter(({ current }) => current)).toEqual([before[0]]);
    expect(before[0]?.id).toBe(decodeJwt(access_token)['sid']);
    await api(access_token).closeSessions();
    expect((await api(access_token).listSessions()).items).toEqual([]);
    expect((await there.refresh(refresh_token)).status).toBe(400);
    expect((await there.ask({ prompt: 'none' })).location?.searchParams.get('error')).toBe('login_required');
  });

  it('signs out at the press of a button of the site, without another question', async () => {
    const visitor = siteVisitor(system.address);
    const { id_token, refresh_token } = await visitor.signIn(EMAIL, PASSWORD);
    const back = system.address + SITE_CLIENT.signedOutTo;
    const form = { id_token_hint: id_token, client_id: SITE_CLIENT.id, post_logout_redirect_uri: back };
    const asked = await visitor.browser.open(`${issuer()}/session/end`, { form, headers: { origin: 'https://ailleurs.exemple.fr' } });
    expect([asked.status, asked.location]).toEqual([200, undefined]);
    const gone = await visitor.browser.open(`${issuer()}/session/end`, { form });
    expect([gone.status, gone.location?.href]).toEqual([303, back]);
    expect((await visitor.refresh(refresh_token)).status).toBe(400);
    expect((await visitor.ask()).text).toContain('<h1>Se connecter</h1>');
  });

  it('lets a partner know what the person agrees to, under a name of its own for them, until they take it back', async () => {
    const visitor = siteVisitor(system.address);
    const { access_token } = await visitor.signIn(EMAIL, PASSWORD);
    const asked = { client_id: PARTNER.id, redirect_uri: PARTNER.returnsTo, scope: 'openid email' };
    const question = await visitor.ask(asked);
    expect(question.text).toMatch(/Autoriser «\sMédiathèque\s»/);
    expect(question.headers.get('content-security-policy')).toContain('https://mediatheque.exemple.fr');
    const { location } = await visitor.browser.open(question.address.href, { form: { choice: 'accept' } });
    const back = await visitor.browser.follow(location ?? '', PARTNER.returnsTo);
    const basic = `Basic ${Buffer.from(`${PARTNER.id}:${secret}`).toString('base64')}`;
    const fields = { client_id: PARTNER.id, redirect_uri: PARTNER.returnsTo, grant_type: 'authorization_code', code: visitor.codeOf(back) };
    const forged = `Basic ${Buffer.from(`${PARTNER.id}:not-the-secret`).toString('base64')}`;
    expect((await visitor.token(fields, { authorization: forged })).status).toBe(401);
    const given = (await (await visitor.token(fields, { authorization: basic })).json()) as { access_token: string; id_token: string };
    const known = decodeJwt(given.id_token).sub;
    expect(known).toMatch(/^[0-9a-f]{64}$/);
    const readInfo = () => fetch(`${issuer()}/me`, { headers: { authorization: `Bearer ${given.access_token}` } });
    const info = await readInfo();
    expect(info.headers.get('content-type')).toContain('application/jwt');
    expect(decodeJwt(await info.text())).toMatchObject({ sub: known, email: EMAIL, aud: PARTNER.id });
    expect((await fetch(`${system.address}/api/account`, { headers: { authorization: `Bearer ${given.access_token}` } })).status).toBe(401);
    expect((await api(access_token).listConsents()).items).toMatchObject([
      { clientId: PARTNER.id, name: 'Médiathèque', scopes: ['openid', 'email'] },
    ]);
    await api(access_token).withdrawConsent({ params: { clientId: PARTNER.id } });
    expect((await api(access_token).listConsents()).items).toEqual([]);
    expect((await readInfo()).status).toBe(401);
    expect((await visitor.ask(asked)).text).toMatch(/Autoriser «\sMédiathèque\s»/);
  });

  it('stays here for an address of return that only begins like a registered one, and goes back without PKCE', async () => {
    const page = await siteVisitor(system.address).ask({ redirect_uri: `${system.address}/mon-espace.html.evil.exemple` });
    expect([page.status, page.location, page.text.includes('Connexion impossible')]).toEqual([400, undefined, true]);
    const { location } = await siteVisitor(system.address).ask({ code_challenge: '', code_challenge_method: '' });
    expect(location?.searchParams.get('error')).toBe('invalid_request');
  });

  it('gives a program of an administration, by its own key, a token that is nobody’s: no route of people takes it', async () => {
    const asked = await assertionOf({ id: PROGRAM, issuer: issuer(), key: programKey });
    const form = { ...asked, grant_type: 'client_credentials', scope: 'parvis.service' };
    const take = () => fetch(`${issuer()}/token`, { method: 'POST', body: new URLSearchParams(form) });
    const given = await take();
    const { access_token } = (await given.json()) as { access_token: string };
    expect([given.status, decodeJwt(access_token)]).toMatchObject([200, { sub: PROGRAM, aud: 'parvis-api', scope: 'parvis.service' }]);
    expect((await take()).status).toBe(401);
    await expect(api(access_token).readMyAccount()).rejects.toMatchObject({ status: 403 });
  });

  it('belongs to the browser in which it began', async () => {
    const page = await siteVisitor(system.address).ask();
    const stranger = cookieBrowser();
    expect((await stranger.open(page.address)).status).toBe(404);
    const sent = await stranger.open(`${page.address.href}/sign-in`, { form: { email: EMAIL, password: PASSWORD } });
    expect(sent.status).toBe(404);
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
