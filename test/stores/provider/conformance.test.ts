import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { describe, expect, it } from 'vitest';
import { identityProvider } from '../../../schemas/routes/identity-provider.ts';
import type { Opened } from '../../doubles/cookie-browser.ts';
import { AUDIENCE } from '../../doubles/provider-desk.ts';
import { PASSWORD } from '../../doubles/sign-in-pages.ts';
import { siteVisitor, type Tokens } from '../../doubles/site-visitor.ts';
import { standingProvider } from '../../doubles/standing-provider.ts';

/** What the OpenID Foundation's basic profile asks of a provider, as far as it can be run here, in the order of its own list. */
describe('OpenID Connect, basic profile', () => {
  const { desk, camille, later } = standingProvider();
  const returnsTo = () => `${desk().address}/mon-espace.html`;
  const json = async (reply: Response) => (await reply.json()) as Record<string, unknown>;
  const signInAgain = async (page: Opened) =>
    camille().visitor.codeOf(await camille().visitor.type(page, camille().account.email, PASSWORD));
  const tokensOf = async (code: string) =>
    (await (await camille().visitor.token({ grant_type: 'authorization_code', code })).json()) as Tokens;

  describe('discovery', () => {
    it('says what is there, and a library that is not ours takes it', async () => {
      const party = await openid.discovery(new URL(desk().issuer), 'site', undefined, openid.None(), {
        execute: [openid.allowInsecureRequests],
      });
      expect(party.serverMetadata()).toMatchObject({
        issuer: desk().issuer,
        response_types_supported: ['code'],
        response_modes_supported: expect.not.arrayContaining(['web_message']) as string[],
        grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token', 'client_credentials']) as string[],
        code_challenge_methods_supported: ['S256'],
        subject_types_supported: ['public', 'pairwise'],
        id_token_signing_alg_values_supported: ['ES256'],
        token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'private_key_jwt'],
        acr_values_supported: ['urn:parvis:acr:1', 'urn:parvis:acr:2'],
        authorization_response_iss_parameter_supported: true,
        claims_parameter_supported: false,
        request_uri_parameter_supported: false,
      });
    });

    it('names no address that the gateway does not know', async () => {
      const described = await json(await fetch(`${desk().issuer}/.well-known/openid-configuration`));
      const named = Object.entries(described).filter(([name]) => /_(endpoint|uri)$/.test(name));
      expect(named.map(([name]) => name).toSorted()).toEqual([
        'authorization_endpoint',
        'end_session_endpoint',
        'jwks_uri',
        'revocation_endpoint',
        'token_endpoint',
        'userinfo_endpoint',
      ]);
      const paths = Object.values(identityProvider).map(({ path }) => `${desk().address}/api${path}`);
      for (const [, address] of named) expect(paths).toContain(address);
    });
  });

  describe('a request that is not right goes back to the client, with its state, the issuer and why', () => {
    it.each<[string, Record<string, string>, string]>([
      ['no response type', { response_type: '' }, 'invalid_request'],
      ['a token in the address', { response_type: 'token' }, 'unsupported_response_type'],
      ['an id token in the address', { response_type: 'code id_token' }, 'unsupported_response_type'],
      ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
      ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
      ['a challenge without its method', { code_challenge_method: '' }, 'invalid_request'],
      ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
      ['a scope that is not its own', { scope: 'openid parvis.service' }, 'invalid_scope'],
      ['another resource', { resource: 'https://ailleurs.exemple.fr/api' }, 'invalid_target'],
      ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
      ['an address of a request object', { request_uri: 'https://ailleurs.exemple.fr/r' }, 'request_uri_not_supported'],
      ['a registration', { registration: '{}' }, 'registration_not_supported'],
      ['two wishes that exclude each other', { prompt: 'none login' }, 'invalid_request'],
      ['an age below zero', { max_age: '-1' }, 'invalid_request'],
      ['a hint that is no token', { id_token_hint: 'x.y.z' }, 'invalid_request'],
      ['silence, where nobody is signed in', { prompt: 'none' }, 'login_required'],
    ])('%s', async (_what, change, error) => {
      const { location } = await siteVisitor(desk().address).ask(change);
      expect(location?.href.startsWith(returnsTo())).toBe(true);
      const told = new URLSearchParams(location?.search || location?.hash.slice(1));
      expect(Object.fromEntries(told)).toMatchObject({ error, state: 'the state of the site', iss: desk().issuer });
      expect(told.has('code')).toBe(false);
    });
  });

  describe('a code', () => {
    it('comes with the state of the request and the name of the issuer, and nothing else', async () => {
      const { location } = await camille().visitor.ask({ state: 'x&y=z' });
      expect([...(location?.searchParams.keys() ?? [])].toSorted()).toEqual(['code', 'iss', 'state']);
      expect([location?.searchParams.get('state'), location?.searchParams.get('iss')]).toEqual(['x&y=z', desk().issuer]);
      expect((await camille().visitor.ask({ state: '' })).location?.searchParams.has('state')).toBe(false);
    });

    it('gives tokens that say who, for whom, when and how, with the nonce where there was one', async () => {
      const reply = await camille().visitor.token({
        grant_type: 'authorization_code',
        code: camille().visitor.codeOf(await camille().visitor.ask({ nonce: 'n-1' })),
      });
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const { id_token, access_token, ...others } = (await reply.json()) as Tokens;
      expect(others).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'parvis' });
      const keys = createRemoteJWKSet(new URL(`${desk().issuer}/jwks`));
      const { payload } = await jwtVerify(id_token, keys, { issuer: desk().issuer, audience: 'site', algorithms: ['ES256'] });
      expect(payload).toMatchObject({ sub: camille().account.id, nonce: 'n-1', acr: 'urn:parvis:acr:1', amr: ['pwd'] });
      expect(Number(payload.exp) - Number(payload.iat)).toBe(300);
      expect(payload['auth_time']).toBeLessThanOrEqual(Number(payload.iat));
      const [session] = (await camille().actor.listSessions()).items;
      expect(decodeJwt(access_token)).toMatchObject({ aud: AUDIENCE, role: 'citizen', auth_time: payload['auth_time'], sid: session?.id });
      const without = await tokensOf(camille().visitor.codeOf(await camille().visitor.ask({ nonce: '' })));
      expect(decodeJwt(without.id_token)).not.toHaveProperty('nonce');
    });

    it.each<[string, Record<string, string>, number, string]>([
      ['no way of asking', { grant_type: '' }, 400, 'invalid_request'],
      ['a way that there is not', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
      ['a way that is not the client’s', { grant_type: 'client_credentials' }, 400, 'unauthorized_client'],
      ['no code', { code: '' }, 400, 'invalid_request'],
      ['a code that nobody gave', { code: 'x'.repeat(43) }, 400, 'invalid_grant'],
      ['another verifier', { code_verifier: 'x'.repeat(43) }, 400, 'invalid_grant'],
      ['no verifier', { code_verifier: '' }, 400, 'invalid_grant'],
      [
        'the challenge in the place of the verifier',
        { code_verifier: createHash('sha256').update('x').digest('base64url') },
        400,
        'invalid_grant',
      ],
      ['another address of return', { redirect_uri: 'https://ailleurs.exemple.fr/' }, 400, 'invalid_grant'],
      ['a client that nobody registered', { client_id: 'inconnu' }, 401, 'invalid_client'],
      ['no client', { client_id: '' }, 400, 'invalid_request'],
      ['a refresh token that nobody gave', { grant_type: 'refresh_token', refresh_token: 'x'.repeat(43) }, 400, 'invalid_grant'],
    ])('gives nothing for %s', async (_what, change, status, error) => {
      const code = camille().visitor.codeOf(await camille().visitor.ask());
      const reply = await camille().visitor.token({ grant_type: 'authorization_code', code, ...change });
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([status, 'no-store']);
      expect(await json(reply)).toMatchObject({ error, error_description: expect.any(String) as string });
    });

    it('lives a minute', async () => {
      const code = camille().visitor.codeOf(await camille().visitor.ask());
      later(61);
      expect(await json(await camille().visitor.token({ grant_type: 'authorization_code', code }))).toMatchObject({
        error: 'invalid_grant',
      });
    });
  });

  describe('how somebody is to be signed in', () => {
    it('silently, when they are', async () => {
      expect(camille().visitor.codeOf(await camille().visitor.ask({ prompt: 'none' }))).not.toBe('');
      expect(camille().visitor.codeOf(await camille().visitor.ask({ prompt: 'none', id_token_hint: camille().tokens.id_token }))).not.toBe(
        '',
      );
    });

    it('silently only as the person who is hinted at', async () => {
      const { tokens } = await desk().signedIn();
      const { location } = await camille().visitor.ask({ prompt: 'none', id_token_hint: tokens.id_token });
      expect(location?.searchParams.get('error')).toBe('login_required');
    });

    it.each([
      ['anew', 100, { prompt: 'login' }],
      ['anew, when it was too long ago', 300, { max_age: '60' }],
    ])('%s: the time of it is new, and the session is the same', async (_how, seconds, extra) => {
      const before = decodeJwt((await tokensOf(camille().visitor.codeOf(await camille().visitor.ask()))).access_token);
      later(seconds);
      const page = await camille().visitor.ask(extra);
      expect(page.text).toContain('Confirmer que c’est bien vous');
      const after = decodeJwt((await tokensOf(await signInAgain(page))).access_token);
      expect(Number(after['auth_time'])).toBeGreaterThan(Number(before['auth_time']) + 60);
      expect(after['sid']).toBe(before['sid']);
    });

    it('not again, when it was lately enough', async () => {
      expect(camille().visitor.codeOf(await camille().visitor.ask({ max_age: '1000' }))).not.toBe('');
    });

    it('with the address that the client knows typed for them, and nothing that is no address', async () => {
      const hinted = async (login_hint: string) => (await siteVisitor(desk().address).ask({ login_hint })).text;
      expect(await hinted('lea@exemple.fr')).toContain('value="lea@exemple.fr"');
      expect(await hinted('"><script>alert(1)</script>')).not.toContain('alert(1)');
    });

    it('by one factor where two are wished for, which the token says as it is', async () => {
      const { id_token } = await tokensOf(camille().visitor.codeOf(await camille().visitor.ask({ acr_values: 'urn:parvis:acr:2' })));
      expect(decodeJwt(id_token)['acr']).toBe('urn:parvis:acr:1');
    });
  });
});
