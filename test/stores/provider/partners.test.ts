import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPartner, assertionOf, basicOf, type ClientKey, newClientKey, register } from '../../doubles/partner-services.ts';
import { agree, askFor, bySecret, comeIn, exchange, type Proof, type RegisteredPartner } from '../../doubles/partner-visits.ts';
import type { ProviderDesk } from '../../doubles/provider-desk.ts';
import type { SiteVisitor } from '../../doubles/site-visitor.ts';
import { standingProvider } from '../../doubles/standing-provider.ts';

type Signed = Awaited<ReturnType<ProviderDesk['signedIn']>>;

const unknownClient = { status: 401, error: 'invalid_client' };
const anotherClient = { status: 400, error: 'invalid_request' };

describe('services of others that know people by us', () => {
  const { desk, camille } = standingProvider();
  let administrator: Signed['actor'];
  let key: ClientKey;
  beforeAll(async () => {
    [{ actor: administrator }, key] = await Promise.all([desk().signedIn('administrator'), newClientKey()]);
  });

  const info = (token: string) => fetch(`${desk().issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
  const registerByKey = () => register(administrator, aPartner({ proof: { by: 'private_key_jwt', keys: [key.jwk] } }));

  it('are registered by administrators, with a key of which they keep the private half', async () => {
    await expect(register(camille().actor, aPartner())).rejects.toMatchObject({ status: 403 });
    const told = aPartner({ proof: { by: 'private_key_jwt', keys: [{ ...key.jwk, d: 'the private half' }] } });
    await expect(register(administrator, told)).rejects.toMatchObject({ kind: 'invalid' });
    const partner = await registerByKey();
    expect(partner.secret).toBe('');
    await expect(register(administrator, { ...aPartner(), id: partner.id })).rejects.toMatchObject({ kind: 'client-exists' });
    await expect(administrator.renewClientSecret({ params: { clientId: partner.id } })).rejects.toMatchObject({
      kind: 'client-has-no-secret',
    });
  });

  it('speak with us by a library that is not ours, with their own key, to signed user information', async () => {
    const partner = await registerByKey();
    const party = await openid.discovery(
      new URL(desk().issuer),
      partner.id,
      { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
      openid.PrivateKeyJwt(key.privateKey),
      { execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] },
    );
    const [verifier, state, nonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()];
    const code_challenge = await openid.calculatePKCECodeChallenge(verifier);
    const back = await agree(camille().visitor, partner, { code_challenge, state, nonce });
    const tokens = await openid.authorizationCodeGrant(party, new URL(String(back.location)), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
    expect(tokens.refresh_token).toBeUndefined();
    const told = await openid.fetchUserInfo(party, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(told).toMatchObject({ email: camille().account.email, email_verified: true });
    const { payload } = await jwtVerify(
      await (await info(tokens.access_token)).text(),
      createRemoteJWKSet(new URL(`${desk().issuer}/jwks`)),
      {
        issuer: desk().issuer,
        audience: partner.id,
        algorithms: ['ES256'],
      },
    );
    expect(payload.sub).toBe(told.sub);
  });

  it.each<[string, (now: number) => JWTPayload, object?]>([
    ['has expired', (now) => ({ exp: now - 120, iat: now - 180 })],
    ['is for another audience', () => ({ aud: 'https://ailleurs.exemple.fr' })],
    ['is of another client', () => ({ iss: 'site', sub: 'site' }), anotherClient],
    ['speaks for another than it is of', () => ({ sub: 'site' }), anotherClient],
    ['has no name by which it would be known again', () => ({ jti: undefined })],
    ['never ends', () => ({ exp: undefined })],
    ['is not valid yet', (now) => ({ nbf: now + 600 })],
  ])('get nothing by an assertion that %s', async (_what, over, refusal = unknownClient) => {
    const partner = await registerByKey();
    const code = camille().visitor.codeOf(await agree(camille().visitor, partner));
    const sure = { id: partner.id, issuer: desk().issuer, key };
    const bad = { fields: await assertionOf(sure, over(Math.floor(Date.now() / 1000))) };
    expect(await exchange(camille().visitor, partner, code, bad)).toMatchObject(refusal);
    const good = { fields: await assertionOf(sure) };
    expect(await exchange(camille().visitor, partner, code, good)).toMatchObject({ status: 200 });
  });

  it('get nothing by an assertion that another key signed, a shared secret, or nobody', async () => {
    const partner = await registerByKey();
    const code = camille().visitor.codeOf(await agree(camille().visitor, partner));
    const sure = { id: partner.id, issuer: desk().issuer };
    const published = new TextEncoder().encode(JSON.stringify(key.jwk));
    const { client_assertion = '', ...rest } = await assertionOf({ ...sure, key });
    const [, payload = ''] = client_assertion.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const proofs: Proof[] = [
      { fields: await assertionOf({ ...sure, key: await newClientKey() }) },
      { fields: await assertionOf({ ...sure, key: { alg: 'HS256', privateKey: published } }) },
      { fields: { ...rest, client_assertion: unsigned } },
      { headers: basicOf(partner.id, 'a secret') },
      {},
    ];
    for (const proof of proofs) expect(await exchange(camille().visitor, partner, code, proof)).toMatchObject(unknownClient);
  });

  it('use an assertion once, even when it comes twice at the same instant', async () => {
    const partner = await registerByKey();
    const codes = [];
    for (let count = 0; count < 3; count += 1) codes.push(camille().visitor.codeOf(await agree(camille().visitor, partner)));
    const proof = { fields: await assertionOf({ id: partner.id, issuer: desk().issuer, key }) };
    const both = await Promise.all(codes.slice(0, 2).map((code) => exchange(camille().visitor, partner, code, proof)));
    expect(both.map(({ status }) => status).toSorted((first, second) => first - second)).toEqual([200, 401]);
    expect(await exchange(camille().visitor, partner, codes[2] ?? '', proof)).toMatchObject(unknownClient);
  });

  it('that have a secret show it in the header alone; a new one ends the old one, and a suspension both', async () => {
    const partner = await register(administrator, aPartner());
    const code = async () => camille().visitor.codeOf(await agree(camille().visitor, partner));
    const first = await code();
    const inBody = { fields: { client_secret: partner.secret } };
    for (const proof of [inBody, { headers: basicOf(partner.id, `${partner.secret}x`) }])
      expect(await exchange(camille().visitor, partner, first, proof)).toMatchObject(unknownClient);
    const params = { clientId: partner.id };
    const { secret } = await administrator.renewClientSecret({ params });
    expect((await exchange(camille().visitor, partner, first, bySecret(partner))).status).toBe(401);
    expect((await exchange(camille().visitor, partner, first, bySecret({ ...partner, secret }))).status).toBe(200);
    const second = await code();
    await administrator.disableClient({ params });
    expect((await exchange(camille().visitor, partner, second, bySecret({ ...partner, secret }))).status).toBe(401);
    expect((await askFor(camille().visitor, partner)).text).toContain('Connexion impossible');
  });

  it('know a person by a name of their own: the same at each visit, another one at each service', async () => {
    const [one, other] = [await register(administrator, aPartner()), await register(administrator, aPartner())];
    const sub = async (visitor: SiteVisitor, partner: RegisteredPartner) => decodeJwt((await comeIn(visitor, partner)).id_token).sub;
    const again = (await desk().signedIn()).visitor;
    const names = [
      await sub(camille().visitor, one),
      await sub(camille().visitor, one),
      await sub(camille().visitor, other),
      await sub(again, one),
    ];
    expect(names[0]).toBe(names[1]);
    expect(new Set([...names, camille().account.id]).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('learn what was agreed to and no more, and are told when somebody does not agree', async () => {
    const partner = await register(administrator, aPartner());
    const { visitor, actor } = await desk().signedIn();
    const refused = await agree(visitor, partner, { choice: 'refuse' });
    expect(refused.location?.searchParams.get('error')).toBe('access_denied');
    expect((await actor.listConsents()).items).toEqual([]);
    const given = await comeIn(visitor, partner, { scope: 'openid' });
    expect(decodeJwt(await (await info(given.access_token)).text())).not.toHaveProperty('email');
    expect((await askFor(visitor, partner, { scope: 'openid parvis' })).location?.searchParams.get('error')).toBe('invalid_scope');
    expect((await askFor(visitor, partner)).text).toContain('Votre adresse électronique');
  });

  it('are not asked about again, in whatever browser, until the person takes it back: then all that was given ends', async () => {
    const [partner, { visitor, actor, account, tokens }] = await Promise.all([register(administrator, aPartner()), desk().signedIn()]);
    const { access_token } = await comeIn(visitor, partner);
    const elsewhere = await desk().signIn(account);
    const code = elsewhere.codeOf(await askFor(elsewhere, partner));
    expect(code).not.toBe('');
    const agreed = (await actor.listConsents()).items;
    expect(agreed).toMatchObject([{ clientId: partner.id, name: partner.name, scopes: ['openid', 'email'] }]);
    expect((await info(access_token)).status).toBe(200);

    await actor.withdrawConsent({ params: { clientId: partner.id } });
    expect((await actor.listConsents()).items).toEqual([]);
    expect((await info(access_token)).status).toBe(401);
    expect(await exchange(elsewhere, partner, code, bySecret(partner))).toMatchObject({ status: 400, error: 'invalid_grant' });
    for (const each of [visitor, elsewhere]) expect((await askFor(each, partner)).text).toContain('Autoriser');
    // What the site has of its own goes on.
    expect((await visitor.refresh(tokens.refresh_token)).status).toBe(200);
  });
});
