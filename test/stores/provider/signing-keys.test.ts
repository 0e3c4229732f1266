import { createRemoteJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { keepLogLines } from '../../doubles/log-lines.ts';
import { AUDIENCE, type ProviderDesk, startProviderDesk } from '../../doubles/provider-desk.ts';
import type { Tokens } from '../../doubles/site-visitor.ts';

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

/** The steps of docs/signing-keys.md, in their order: each stands on the one before. */
describe('changing the keys that sign tokens', () => {
  let desk: ProviderDesk;
  let log: ReturnType<typeof keepLogLines>;
  let camille: Awaited<ReturnType<ProviderDesk['signedIn']>>;
  let next: Tokens;
  beforeAll(async () => {
    log = keepLogLines();
    desk = await startProviderDesk();
    camille = await desk.signedIn();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    log.restore();
    await desk.stop();
  });

  const published = async () => ((await (await fetch(`${desk.issuer}/jwks`)).json()) as JSONWebKeySet).keys;
  const renew = async ({ refresh_token }: Tokens) => (await (await camille.visitor.refresh(refresh_token)).json()) as Tokens;
  /** As somebody verifies who reads the keys at that moment: both tokens, each for whom it is. */
  const verify = ({ access_token, id_token }: Tokens) => {
    const keys = createRemoteJWKSet(new URL(`${desk.issuer}/jwks`));
    return Promise.all([
      jwtVerify(access_token, keys, { issuer: desk.issuer, audience: AUDIENCE, algorithms: ['RS256'] }),
      jwtVerify(id_token, keys, { issuer: desk.issuer, audience: 'site', algorithms: ['ES256'] }),
    ]);
  };
  const listsSessions = async ({ access_token }: Tokens) => (await desk.actor(access_token).listSessions()).items.length;

  it('publishes the next ones beside those that sign, of each kind, and no private part', async () => {
    const before = await published();
    await desk.deploy(1, 2);
    const keys = await published();
    expect(keys.map(({ alg }) => String(alg)).toSorted()).toEqual(['ES256', 'ES256', 'RS256', 'RS256']);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(4);
    expect(keys).toEqual(expect.arrayContaining(before));
    for (const key of keys) for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(part);
    next = await renew(camille.tokens);
    expect([kidOf(next.access_token), kidOf(next.id_token)]).toEqual([kidOf(camille.tokens.access_token), kidOf(camille.tokens.id_token)]);
    // The gateway has read the keys from here on, and reads them again in five minutes: so they are published before they sign.
    expect(await listsSessions(next)).toBe(1);
  });

  it('signs with the next ones from then on, and everybody still takes what the former ones signed', async () => {
    const former = next;
    await desk.deploy(2, 1);
    next = await renew(former);
    const kids = (await published()).map(({ kid }) => kid);
    for (const name of ['access_token', 'id_token'] as const) {
      expect(kidOf(next[name])).not.toBe(kidOf(former[name]));
      expect(kids).toEqual(expect.arrayContaining([kidOf(next[name]), kidOf(former[name])]));
    }
    for (const tokens of [former, next]) {
      await verify(tokens);
      expect(await listsSessions(tokens)).toBe(1);
    }
    // The hint of a sign-out was signed by the former key: it is taken, though it has expired.
    const hint = { id_token_hint: former.id_token, post_logout_redirect_uri: desk.address + SITE_CLIENT.signedOutTo };
    const page = await camille.visitor.browser.open(`${desk.issuer}/session/end?${new URLSearchParams(hint)}`);
    expect(page.text).toContain('Me déconnecter');
  });

  it('lets what the former ones signed end at its own end', async () => {
    vi.useFakeTimers({ now: Date.now() + 301_000, toFake: ['Date'] });
    await expect(verify(camille.tokens)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
    await expect(listsSessions(camille.tokens)).rejects.toMatchObject({ status: 401 });
    next = await renew(next);
    await verify(next);
  });

  it('takes nothing of them once they are published no more, and nobody has to sign in again', async () => {
    const former = next;
    await desk.deploy(1);
    await expect(verify(former)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    await expect(listsSessions(former)).rejects.toMatchObject({ status: 401 });
    next = await renew(former);
    await verify(next);
    expect(await listsSessions(next)).toBe(1);
  });
});
