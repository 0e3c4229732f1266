import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { System } from '../../../local/system.ts';
import { cookieBrowser } from '../../doubles/cookie-browser.ts';
import { startTestSystem } from '../start.ts';

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('the OpenID Provider on the running system', () => {
  let system: System;
  beforeAll(async () => {
    system = await startTestSystem({ testIssuer: false });
  });
  afterAll(() => system.stop());
  const issuer = () => `${system.address}/api/identity`;

  it('speaks for the address of the site, with keys of both kinds', async () => {
    const described = (await (await fetch(`${issuer()}/.well-known/openid-configuration`)).json()) as Record<string, string>;
    expect(described).toMatchObject({
      issuer: issuer(),
      authorization_endpoint: `${issuer()}/auth`,
      token_endpoint: `${issuer()}/token`,
      jwks_uri: `${issuer()}/jwks`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(described).not.toHaveProperty('registration_endpoint');
    const { keys } = (await (await fetch(described['jwks_uri'] ?? '')).json()) as { keys: Record<string, string>[] };
    expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(['ES256', 'RS256']));
    for (const key of keys) expect(key).not.toHaveProperty('d');
  });

  it('leads who wants to sign in to a page that works without script', async () => {
    const query = new URLSearchParams({
      client_id: 'site',
      response_type: 'code',
      redirect_uri: `${system.address}/mon-espace.html`,
      scope: 'openid parvis',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      state: 'abc',
    });
    const page = await cookieBrowser().follow(`${issuer()}/auth?${query}`);
    expect([page.status, page.text.match(/<h1>(.*?)<\/h1>/)?.[1]]).toEqual([200, 'Se connecter']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/passkey.js" defer>']);
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
