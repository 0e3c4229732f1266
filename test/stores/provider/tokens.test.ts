import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPartner, basicOf, register } from '../../doubles/partner-services.ts';
import { agree, bySecret, comeIn, exchange, type RegisteredPartner } from '../../doubles/partner-visits.ts';
import type { SiteVisitor, Tokens } from '../../doubles/site-visitor.ts';
import { standingProvider } from '../../doubles/standing-provider.ts';

describe('tokens', () => {
  const { desk, camille, later } = standingProvider();
  let [one, other]: RegisteredPartner[] = [];
  beforeAll(async () => {
    const { actor } = await desk().signedIn('administrator');
    [one, other] = await Promise.all([register(actor, aPartner()), register(actor, aPartner())]);
  });
  const partners = () => {
    if (!one || !other) throw new Error('no partners');
    return [one, other] as const;
  };
  const renewed = async (visitor: SiteVisitor, token: string) =>
    (await (await visitor.refresh(token)).json()) as Tokens & { error?: string };
  const siteTokens = async (visitor: SiteVisitor, code: string) =>
    (await (await visitor.token({ grant_type: 'authorization_code', code })).json()) as Tokens & { error?: string };
  const info = (token: string, init: RequestInit = {}) =>
    fetch(`${desk().issuer}/me`, { headers: { authorization: `Bearer ${token}` }, ...init });
  const listing = (token: string) => fetch(`${desk().address}/api/account/sessions`, { headers: { authorization: `Bearer ${token}` } });
  const refused = { error: 'invalid_grant' };

  describe('to renew with', () => {
    it('are new at each use, and speak for the same person, session and moment', async () => {
      const { visitor, tokens } = await desk().signedIn();
      later(60);
      const next = await renewed(visitor, tokens.refresh_token);
      expect(next.refresh_token).not.toBe(tokens.refresh_token);
      for (const name of ['access_token', 'id_token'] as const) {
        const [before, after] = [decodeJwt(tokens[name]), decodeJwt(next[name])];
        for (const claim of ['iss', 'aud', 'sub', 'auth_time', 'acr', 'amr', 'sid', 'role']) expect(after[claim]).toEqual(before[claim]);
        expect(Number(after.iat)).toBeGreaterThanOrEqual(Number(before.iat) + 60);
      }
    });

    it('that come a second time after ten seconds were stolen by one of the two: all that they gave ends', async () => {
      const { visitor, tokens } = await desk().signedIn();
      const next = await renewed(visitor, tokens.refresh_token);
      later(11);
      expect(await renewed(visitor, tokens.refresh_token)).toMatchObject(refused);
      expect(await renewed(visitor, next.refresh_token)).toMatchObject(refused);
    });

    it('give no more than was given, and nothing after twelve hours', async () => {
      const { visitor, tokens } = await desk().signedIn();
      const more = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, scope: 'openid parvis email' };
      expect(await (await visitor.token(more)).json()).toMatchObject({ error: 'invalid_scope' });
      later(12 * 3600 + 1);
      expect(await renewed(visitor, tokens.refresh_token)).toMatchObject(refused);
    });

    it('are revoked by who holds them, which a second time says nothing else', async () => {
      const { visitor, tokens } = await desk().signedIn();
      const [stranger] = partners();
      const revoke = async (fields: Record<string, string>, headers = {}) =>
        (await fetch(`${desk().issuer}/token/revocation`, { method: 'POST', headers, body: new URLSearchParams(fields) })).status;
      expect(await revoke({ client_id: 'site', token: 'x'.repeat(43) })).toBe(200);
      expect(await revoke({ client_id: 'inconnu', token: tokens.refresh_token })).toBe(401);
      expect(await revoke({ token: tokens.refresh_token }, basicOf(stranger.id, stranger.secret))).toBe(400);
      expect((await renewed(visitor, tokens.refresh_token)).error).toBeUndefined();
      const { refresh_token } = await siteTokens(visitor, visitor.codeOf(await visitor.ask()));
      for (const _ of [1, 2]) expect(await revoke({ client_id: 'site', token: refresh_token })).toBe(200);
      expect(await renewed(visitor, refresh_token)).toMatchObject(refused);
    });
  });

  describe('of one thing in the place of another', () => {
    it('open nothing of the API', async () => {
      const [partner] = partners();
      const { access_token, id_token } = await comeIn(camille().visitor, partner);
      expect((await listing(camille().tokens.access_token)).status).toBe(200);
      for (const token of [camille().tokens.id_token, camille().tokens.refresh_token, access_token, id_token])
        expect((await listing(token)).status).toBe(401);
    });

    it('tell nothing of a person', async () => {
      const [partner] = partners();
      const { access_token, id_token } = await comeIn(camille().visitor, partner);
      expect((await info(access_token)).status).toBe(200);
      const { access_token: ofSite, refresh_token, id_token: idOfSite } = camille().tokens;
      for (const token of [ofSite, refresh_token, idOfSite, id_token, 'x', '']) {
        const reply = await info(token);
        expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([
          token === '' ? 400 : 401,
          expect.stringContaining('Bearer'),
        ]);
      }
    });

    it('of another client give it nothing, and the rightful one what is its own', async () => {
      const [partner, stranger] = partners();
      const { visitor, tokens } = camille();
      const code = visitor.codeOf(await agree(visitor, partner));
      const stolen = { ...stranger, returnsTo: partner.returnsTo };
      expect(await exchange(visitor, stolen, code, bySecret(stranger))).toMatchObject({ status: 400, error: 'invalid_grant' });
      expect(await exchange(visitor, partner, code, bySecret(partner))).toMatchObject({ status: 200 });
      const renewal = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: stranger.id };
      expect((await visitor.token(renewal, basicOf(stranger.id, stranger.secret))).status).toBe(400);
      expect((await renewed(visitor, tokens.refresh_token)).error).toBeUndefined();
    });

    it('are no hint of who is signed in', async () => {
      for (const hint of [camille().tokens.access_token, camille().tokens.refresh_token]) {
        const { location } = await camille().visitor.ask({ prompt: 'none', id_token_hint: hint });
        expect(location?.searchParams.get('error')).toBe('invalid_request');
      }
    });
  });

  it('that a code gave end when it comes a second time: the partner’s, and those to renew with', async () => {
    const [partner] = partners();
    const { visitor } = await desk().signedIn();
    const code = visitor.codeOf(await agree(visitor, partner));
    const { access_token } = await exchange(visitor, partner, code, bySecret(partner));
    expect((await info(access_token)).status).toBe(200);
    expect(await exchange(visitor, partner, code, bySecret(partner))).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await info(access_token)).status).toBe(401);
    const own = visitor.codeOf(await visitor.ask());
    const { refresh_token } = await siteTokens(visitor, own);
    expect(await siteTokens(visitor, own)).toMatchObject(refused);
    expect(await renewed(visitor, refresh_token)).toMatchObject(refused);
  });

  it('for what a person lets a partner know are shown in the header or in a form, never in an address, and for five minutes', async () => {
    const [partner] = partners();
    const { access_token } = await comeIn(camille().visitor, partner);
    const form = { method: 'POST', headers: {}, body: new URLSearchParams({ access_token }) };
    expect((await info('', form)).status).toBe(200);
    expect((await fetch(`${desk().issuer}/me?access_token=${access_token}`)).status).toBe(400);
    later(301);
    expect((await info(access_token)).status).toBe(401);
  });
});
