import { randomUUID } from 'node:crypto';
import { FetchError } from 'aws-jwt-verify/error';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { tokenVerifier, type VerifyToken } from '../../functions/shared/token.ts';
import { startIssuer } from '../doubles/issuer.ts';

const minute = 60;
const now = () => Math.floor(Date.now() / 1000);

describe.each(['ES256', 'RS256'] as const)('an access token signed with %s', (algorithm) => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let verify: VerifyToken;

  beforeAll(async () => {
    issuer = await startIssuer(algorithm);
    verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
  });
  afterAll(() => issuer.stop());

  it('speaks for its subject', async () => {
    const sub = randomUUID();
    expect(await verify(issuer.mint({ claims: { sub, role: 'editor' } }))).toEqual({ accountId: sub, role: 'editor' });
  });

  it('may say when the person proved who they are, and in which session', async () => {
    const claims = { sub: randomUUID(), role: 'citizen', auth_time: 1_767_225_600, sid: 'V1StGXR8_Z5jdHi6B-myT' };
    expect(await verify(issuer.mint({ claims }))).toMatchObject({ authenticatedAt: claims.auth_time, sessionId: claims.sid });
  });

  it('may grant other scopes beside ours', async () => {
    expect(await verify(issuer.mint({ claims: { scope: 'openid parvis profile' } }))).toBeDefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['that has expired', { exp: now() - minute }],
    ['without an end', { exp: undefined }],
    ['not yet valid', { nbf: now() + 10 * minute }],
    ['for another audience', { aud: 'another-api' }],
    ['for nobody', { aud: undefined }],
    ['of another issuer', { iss: 'https://ailleurs.exemple.fr' }],
    ['without our scope', { scope: 'openid profile' }],
    ['whose scope only begins like ours', { scope: 'parvis-admin' }],
    ['without a scope', { scope: undefined }],
    ['without a role', { role: undefined }],
    ['with a role that does not exist', { role: 'king' }],
    ['whose subject is not an account', { sub: 'camille' }],
  ])('%s is refused', async (_what, claims) => {
    expect(await verify(issuer.mint({ claims }))).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['an id token', { typ: 'JWT' }],
    ['a logout token', { typ: 'logout+jwt' }],
    ['a token without a type', { typ: undefined }],
    ['a token of a key that nobody knows', { kid: 'unknown' }],
    ['a token without a key', { kid: undefined }],
    ['a token of another algorithm', { alg: 'HS256' }],
    ['a token that names the algorithm of another kind of key', { alg: algorithm === 'ES256' ? 'RS256' : 'ES256' }],
    ['a token that names no algorithm', { alg: undefined }],
  ])('%s is refused', async (_what, header) => {
    expect(await verify(issuer.mint({ header }))).toBeUndefined();
  });

  it('is refused when forged, changed, unsigned or not a token at all', async () => {
    const [header, , signature] = issuer.mint().split('.');
    const changed = Buffer.from(JSON.stringify({ sub: randomUUID(), role: 'administrator' })).toString('base64url');
    for (const token of [issuer.forge(), issuer.unsigned(), `${header}.${changed}.${signature}`, 'a.b.c', ''])
      expect(await verify(token)).toBeUndefined();
  });
});

describe('a token that was verified before', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is known again without its signature, until its own end and no longer', async () => {
    const issuer = await startIssuer();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    const token = issuer.mint({ claims: { exp: now() + 5 * minute } });
    const caller = await verify(token);
    expect(caller).toBeDefined();
    expect(await verify(token)).toBe(caller);
    vi.useFakeTimers({ now: Date.now() + 6 * minute * 1000, toFake: ['Date'] });
    expect(await verify(token)).toBeUndefined();
    await issuer.stop();
  });

  it('does not vouch for another that ends with the same signature', async () => {
    const issuer = await startIssuer();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    const token = issuer.mint();
    await verify(token);
    const [header, , signature] = token.split('.');
    const [, payload] = issuer.mint({ claims: { role: 'administrator' } }).split('.');
    expect(await verify(`${header}.${payload}.${signature}`)).toBeUndefined();
    await issuer.stop();
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens', async () => {
    const issuer = await startIssuer();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    for (let count = 0; count < 5; count++) expect(await verify(issuer.mint())).toBeDefined();
    expect(issuer.fetched()).toBe(1);
    await issuer.stop();
  });

  it('are fetched again when a new key signs', async () => {
    const issuer = await startIssuer();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    expect(await verify(issuer.mint())).toBeDefined();
    const unseen = issuer.mint();
    issuer.rotate();
    expect(await verify(issuer.mint())).toBeDefined();
    expect(issuer.fetched()).toBe(2);
    expect(await verify(unseen)).toBeUndefined();
    await issuer.stop();
  });

  it('are not fetched at the pace of those who make keys up', async () => {
    const issuer = await startIssuer();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    for (let count = 0; count < 20; count++) expect(await verify(issuer.mint({ header: { kid: `made-up-${count}` } }))).toBeUndefined();
    expect(issuer.fetched()).toBeLessThanOrEqual(2);
    await issuer.stop();
  });

  it('cannot be had: nobody gets in, and nobody is told that their token is bad', async () => {
    const issuer = await startIssuer();
    const token = issuer.mint();
    await issuer.stop();
    const verify = tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress });
    await expect(verify(token)).rejects.toThrow(FetchError);
  });
});
