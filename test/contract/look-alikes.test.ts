import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { franceConnect } from '../../local/look-alikes/franceconnect.ts';
import { proConnect } from '../../local/look-alikes/proconnect.ts';
import { cookieBrowser } from '../doubles/cookie-browser.ts';
import { CLIENT_SECRET, chooseThere, startLookAlike } from '../doubles/look-alike-server.ts';

const long = () => randomUUID() + randomUUID();

describe('the look-alike of FranceConnect', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), use: 'enc', alg: 'ECDH-ES', kid: 'one' };
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(franceConnect, () => ({ keys: [jwk] }));
  });
  afterAll(() => service.stop());

  const request = (): Record<string, string> => ({
    client_id: 'parvis',
    response_type: 'code',
    redirect_uri: service.address + franceConnect.client.callback,
    scope: 'openid identite_pivot email',
    acr_values: 'eidas1',
    state: long(),
    nonce: long(),
  });
  const authorization = (parameters: Record<string, string>) => `${service.issuer}/authorize?${new URLSearchParams(parameters)}`;

  const relyingParty = async (secret = CLIENT_SECRET, auth = client.ClientSecretPost) => {
    const algorithms = { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' };
    const configuration = await client.discovery(new URL(service.issuer), 'parvis', algorithms, auth(secret), {
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    });
    client.enableDecryptingResponses(configuration, ['A256GCM'], { key: privateKey, alg: 'ECDH-ES', kid: 'one' });
    return configuration;
  };

  test.each([
    ['a parameter that it does not know', { code_challenge: 'x'.repeat(43) }],
    ['PKCE', { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }],
    ['a short nonce', { nonce: 'x'.repeat(21) }],
    ['no nonce', { nonce: '' }],
    ['no state', { state: '' }],
    ['no level', { acr_values: '' }],
    ['a level of another tier', { acr_values: 'eidas2' }],
    ['a scope of version 1', { scope: 'openid address' }],
    ['a token in the address', { response_type: 'id_token' }],
  ])('refuses %s', async (_what, change) => {
    const { status, text } = await cookieBrowser().open(authorization({ ...request(), ...change }));
    expect(status).toBe(400);
    expect(text).toContain('Y000400');
  });

  test('refuses a form in the place of an address', async () => {
    expect((await cookieBrowser().open(`${service.issuer}/authorize`, { form: request() })).status).toBe(400);
  });

  test('refuses an address that is not registered', async () => {
    const { status, location } = await cookieBrowser().open(authorization({ ...request(), redirect_uri: 'https://exemple.fr/' }));
    expect({ status, location }).toEqual({ status: 400, location: undefined });
  });

  test('tells of a person in signed and encrypted answers, under a stable pairwise subject', async () => {
    const configuration = await relyingParty();
    const subjects = [];
    for (const person of ['joseph-toure', 'joseph-toure']) {
      const parameters = request();
      const back = await chooseThere(cookieBrowser(), authorization(parameters), { person, way: 'eidas1' });
      const tokens = await client.authorizationCodeGrant(configuration, back.location ?? new URL('about:blank'), {
        expectedState: String(parameters['state']),
        expectedNonce: String(parameters['nonce']),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      expect(claims).toMatchObject({ acr: 'eidas1', iss: service.issuer });
      expect(Number(claims?.exp) - Number(claims?.iat)).toBe(60);
      expect(tokens.expires_in).toBe(60);
      const info = await client.fetchUserInfo(configuration, tokens.access_token, claims?.sub ?? '');
      expect(info).toMatchObject({ family_name: 'TOURÉ', birthdate: '1953-00-00', birthcountry: '99335' });
      subjects.push(claims?.sub);
    }
    expect(subjects[0]).toMatch(/^[0-9a-f]{64}v1$/);
    expect(subjects[0]).toBe(subjects[1]);
  });

  test('takes the secret in the body alone, and no other one', async () => {
    for (const configuration of [
      await relyingParty('another secret of more than 32 characters…'),
      await relyingParty(CLIENT_SECRET, client.ClientSecretBasic),
    ]) {
      const parameters = request();
      const back = await chooseThere(cookieBrowser(), authorization(parameters), { person: 'amine-benali', way: 'eidas1' });
      const checks = { expectedState: String(parameters['state']), expectedNonce: String(parameters['nonce']) };
      await expect(client.authorizationCodeGrant(configuration, back.location ?? new URL('about:blank'), checks)).rejects.toThrow();
    }
  });

  test('sends back somebody who gives up, with the reason', async () => {
    const { location } = await chooseThere(cookieBrowser(), authorization(request()), { way: 'cancel' });
    expect(location?.searchParams.get('error')).toBe('access_denied');
  });

  test('ends no session without the token that began it', async () => {
    const { status } = await cookieBrowser().open(`${service.issuer}/session/end`);
    expect(status).toBe(400);
  });
});

describe('the look-alike of ProConnect', () => {
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(proConnect);
  });
  afterAll(() => service.stop());

  const request = (): Record<string, string> => ({
    client_id: 'parvis-agents',
    response_type: 'code',
    redirect_uri: service.address + proConnect.client.callback,
    scope: 'openid given_name usual_name email',
    acr_values: 'eidas1-mfa',
    state: long(),
    nonce: long(),
  });
  const authorization = (parameters: Record<string, string>) => `${service.issuer}/authorize?${new URLSearchParams(parameters)}`;

  test.each([
    ['a short state', { state: 'x'.repeat(31) }],
    ['a short nonce', { nonce: 'x'.repeat(31) }],
    ['no nonce', { nonce: '' }],
    ['a parameter that it does not know', { audience: 'parvis' }],
    ['a level that there is not', { acr_values: 'eidas9' }],
    ['a scope that there is not', { scope: 'openid identite_pivot' }],
  ])('refuses %s', async (_what, change) => {
    const { status } = await cookieBrowser().open(authorization({ ...request(), ...change }));
    expect(status).toBe(400);
  });

  test('takes PKCE', async () => {
    const { status } = await cookieBrowser().open(
      authorization({ ...request(), code_challenge: await client.calculatePKCECodeChallenge(long()), code_challenge_method: 'S256' }),
    );
    expect(status).toBe(303);
  });

  test.each([
    ['eidas1-mfa', ['pwd', 'totp', 'mfa']],
    ['eidas1', ['pwd']],
  ])('tells of %s how the person signed in, to who asks', async (way, amr) => {
    const configuration = await client.discovery(
      new URL(service.issuer),
      'parvis-agents',
      { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
      client.ClientSecretPost(CLIENT_SECRET),
      { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
    );
    for (const asked of [true, false]) {
      const claims = JSON.stringify({ id_token: { amr: { essential: true } } });
      const parameters: Record<string, string> = { ...request(), ...(asked && { claims }) };
      const back = await chooseThere(cookieBrowser(), authorization(parameters), { person: 'nadia-petit', way });
      const tokens = await client.authorizationCodeGrant(configuration, back.location ?? new URL('about:blank'), {
        expectedState: String(parameters['state']),
        expectedNonce: String(parameters['nonce']),
      });
      expect(tokens.claims()).toMatchObject({ acr: way });
      expect(tokens.claims()?.['amr']).toEqual(asked ? amr : undefined);
    }
  });

  test.each([['id_token_hint'], ['post_logout_redirect_uri'], ['state']])('ends no session without %s', async (missing) => {
    const all = new URLSearchParams({ id_token_hint: 'x', post_logout_redirect_uri: 'x', state: 'x' });
    all.delete(missing);
    expect((await cookieBrowser().open(`${service.issuer}/session/end?${all}`)).status).toBe(400);
  });
});
