import { createHash, randomUUID } from 'node:crypto';
import { type Answer, json } from '../../../local/emulators/web-service.ts';

interface Login {
  challenge: string;
  redirectUri: string;
  state: string;
}

export interface SiteIssuer {
  answer: (request: { method: string; address: URL; body: URLSearchParams }) => Answer;
  isGood: (token: string) => boolean;
  /** Ends every session, as a change of password does. */
  endSessions: () => void;
  /** Makes the access tokens of now look too old to the API. */
  spoilTokens: () => void;
  /** How the next sign-ins end. */
  says: 'yes' | 'no';
  /** Seconds, of the access tokens given from now on. */
  life: number;
  /** All that was posted to the end of session. */
  ended: URLSearchParams[];
  /** How often a token was renewed, and how often with a refresh token that was used before. */
  renewals: number;
  reused: number;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The issuer as the site meets it: code flow with PKCE, refresh tokens that turn, an end of session. */
export const siteIssuer = (address: () => string): SiteIssuer => {
  const logins = new Map<string, Login>();
  const refreshes = new Set<string>();
  const used = new Set<string>();
  const good = new Map<string, number>();

  const tokens = (): Answer => {
    const [access, refresh] = [randomUUID(), randomUUID()];
    good.set(access, Date.now() + issuer.life * 1000);
    refreshes.add(refresh);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: address(), aud: 'site', sub: 'person', iat: now, exp: now + 3600 };
    return json(200, {
      access_token: access,
      refresh_token: refresh,
      id_token: `${encode({ alg: 'none' })}.${encode(claims)}.x`,
      token_type: 'Bearer',
      expires_in: issuer.life,
      scope: 'openid parvis',
    });
  };

  const exchange = (body: URLSearchParams): Answer => {
    const refresh = body.get('refresh_token') ?? '';
    if (body.get('grant_type') === 'refresh_token') {
      issuer.renewals += 1;
      if (used.has(refresh)) issuer.reused += 1;
      if (!refreshes.delete(refresh)) return json(400, { error: 'invalid_grant' });
      used.add(refresh);
      return tokens();
    }
    const login = logins.get(body.get('code') ?? '');
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    logins.delete(body.get('code') ?? '');
    return login?.challenge === proof && login.redirectUri === body.get('redirect_uri') ? tokens() : json(400, { error: 'invalid_grant' });
  };

  const authorize = (query: URLSearchParams): Answer => {
    const [code, state, redirectUri] = [randomUUID(), query.get('state') ?? '', query.get('redirect_uri') ?? ''];
    if (query.get('code_challenge_method') !== 'S256') return json(400, { error: 'invalid_request' });
    logins.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri, state });
    const back = new URL(redirectUri);
    back.searchParams.set('state', state);
    if (issuer.says === 'yes') back.searchParams.set('code', code);
    else back.searchParams.set('error', 'access_denied');
    return { status: 303, headers: { location: back.href } };
  };

  const issuer: SiteIssuer = {
    says: 'yes',
    life: 300,
    ended: [],
    renewals: 0,
    reused: 0,
    isGood: (token) => (good.get(token) ?? 0) > Date.now(),
    endSessions: () => {
      refreshes.clear();
      good.clear();
    },
    spoilTokens: () => good.clear(),
    answer({ method, address: asked, body }) {
      const path = asked.pathname.replace('/api/identity', '');
      if (path === '/.well-known/openid-configuration') {
        return json(200, {
          issuer: address(),
          authorization_endpoint: `${address()}/auth`,
          token_endpoint: `${address()}/token`,
          end_session_endpoint: `${address()}/session/end`,
        });
      }
      if (path === '/auth') return authorize(asked.searchParams);
      if (path === '/token' && method === 'POST') return exchange(body);
      if (path === '/session/end' && method === 'POST') {
        issuer.ended.push(body);
        return { status: 303, headers: { location: body.get('post_logout_redirect_uri') ?? '' } };
      }
      return { status: 404 };
    },
  };
  return issuer;
};
