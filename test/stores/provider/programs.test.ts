import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tokenVerifier } from '../../../functions/shared/token.ts';
import { keepLogLines } from '../../doubles/log-lines.ts';
import { aPartner, aProgram, assertionOf, basicOf, newClientKey, register } from '../../doubles/partner-services.ts';
import { AUDIENCE, type ProviderDesk, startProviderDesk } from '../../doubles/provider-desk.ts';

describe('programs of administrations, which act for nobody', () => {
  let desk: ProviderDesk;
  let administrator: Awaited<ReturnType<ProviderDesk['signedIn']>>;
  beforeAll(async () => {
    desk = await startProviderDesk();
    administrator = await desk.signedIn('administrator');
  });
  afterAll(() => desk.stop());
  beforeEach(() => {
    const log = keepLogLines();
    return () => log.restore();
  });

  const ask = async (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'parvis.service', ...fields });
    const reply = await fetch(`${desk.issuer}/token`, { method: 'POST', headers, body });
    return { status: reply.status, ...((await reply.json()) as object) };
  };
  const bySecret = async () => {
    const { id, secret } = await register(administrator.actor, aProgram({ by: 'secret' }));
    return { id, headers: basicOf(id, secret) };
  };
  const tokenOf = async ({ headers }: { headers: Record<string, string> }) => String((await ask({}, headers))['access_token']);

  it('get a token of five minutes for the API by their own key: of themselves, with a scope of its own and no role', async () => {
    const key = await newClientKey('RS256');
    const { id, secret } = await register(administrator.actor, aProgram({ by: 'private_key_jwt', keys: [key.jwk] }));
    expect(secret).toBe('');
    const fields = await assertionOf({ id, issuer: desk.issuer, key });
    const given = await ask(fields);
    expect(given).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 300, scope: 'parvis.service' });
    for (const none of ['refresh_token', 'id_token']) expect(given).not.toHaveProperty(none);
    const token = String(given['access_token']);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    expect(claims).toEqual({ iss: desk.issuer, aud: AUDIENCE, sub: id, client_id: id, scope: 'parvis.service', jti: claims.jti });
    expect(exp - iat).toBe(300);
    expect(await ask(fields)).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('get a token that opens nothing when they ask for no scope', async () => {
    const { access_token } = await ask({ scope: '' }, (await bySecret()).headers);
    expect(decodeJwt(String(access_token))).not.toHaveProperty('scope');
  });

  it.each([
    ['the scope of people', { scope: 'parvis' }, 'invalid_scope'],
    ['to know people', { scope: 'openid email' }, 'invalid_scope'],
    ['something else than the API', { resource: 'https://ailleurs.exemple.fr/api' }, 'invalid_target'],
    ['by a code', { grant_type: 'authorization_code', code: 'x' }, 'unauthorized_client'],
    ['to renew', { grant_type: 'refresh_token', refresh_token: 'x' }, 'unauthorized_client'],
    ['by a password', { grant_type: 'password', username: 'a', password: 'b' }, 'unsupported_grant_type'],
    ['for somebody', { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }, 'unsupported_grant_type'],
  ])('get nothing that they are not for: %s', async (_what, fields, error) => {
    const { headers } = await bySecret();
    expect(await ask(fields, headers)).toMatchObject({ status: 400, error });
  });

  it('send nobody to sign in, and are the only ones that ask without a person', async () => {
    const { id } = await bySecret();
    const page = await administrator.visitor.ask({ client_id: id });
    expect([page.status, page.location]).toEqual([400, undefined]);
    const partner = await register(administrator.actor, aPartner());
    expect(await ask({}, basicOf(partner.id, partner.secret))).toMatchObject({ status: 400, error: 'unauthorized_client' });
    expect(await ask({ client_id: 'site' })).toMatchObject({ status: 400, error: 'unauthorized_client' });
  });

  it('are nobody to the routes of people: the gateway stops them, and what is behind it would too', async () => {
    const token = await tokenOf(await bySecret());
    for (const call of [() => desk.actor(token).listSessions(), () => desk.actor(token).listClients()])
      await expect(call()).rejects.toMatchObject({ status: 403 });
    const verify = tokenVerifier({ issuer: desk.issuer, audience: AUDIENCE, jwksAddress: `${desk.issuer}/jwks` });
    expect(await verify(token)).toBeUndefined();
    expect(await verify(administrator.tokens.access_token)).toMatchObject({ role: 'administrator' });
    expect((await fetch(`${desk.issuer}/me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  });

  it('get no more once an administrator has suspended them, and go on when that is lifted', async () => {
    const { id, headers } = await bySecret();
    const params = { clientId: id };
    await administrator.actor.disableClient({ params });
    expect(await ask({}, headers)).toMatchObject({ status: 401, error: 'invalid_client' });
    await administrator.actor.enableClient({ params });
    expect(await ask({}, headers)).toMatchObject({ status: 200 });
  });
});
