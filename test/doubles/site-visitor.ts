import { createHash, randomBytes } from 'node:crypto';
import { SITE_CLIENT } from '../../schemas/client.ts';
import { type CookieBrowser, cookieBrowser, type Opened } from './cookie-browser.ts';

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
  expires_in: number;
}

export interface SiteVisitor {
  browser: CookieBrowser;
  /** Asks to sign in as the site does, and comes to the first page. */
  ask(extra?: Record<string, string>): Promise<Opened>;
  /** Types an address and a password into the page, and follows to the end or to the next page. */
  type(page: Opened, email: string, password: string): Promise<Opened>;
  /** What the token endpoint answers to the site. */
  token(fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  codeOf(back: Opened): string;
  /** From the button of the site to its tokens. */
  signIn(email: string, password: string): Promise<Tokens>;
  refresh(token: string): Promise<Response>;
}

/** Somebody who uses the site in a browser of their own. */
export const siteVisitor = (site: string): SiteVisitor => {
  const issuer = `${site}/api/identity`;
  const returnsTo = `${site}${SITE_CLIENT.returnsTo}`;
  const browser = cookieBrowser();
  const verifier = randomBytes(32).toString('base64url');
  const visitor: SiteVisitor = {
    browser,
    ask: (extra = {}) => {
      const query = {
        client_id: SITE_CLIENT.id,
        response_type: 'code',
        redirect_uri: returnsTo,
        scope: 'openid parvis',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state: 'the state of the site',
        nonce: 'a nonce',
        ...extra,
      };
      return browser.follow(`${issuer}/auth?${new URLSearchParams(query)}`, query.redirect_uri);
    },
    async type(page, email, password) {
      const sent = await browser.open(`${page.address.href}/sign-in`, { form: { email, password } });
      return sent.location ? browser.follow(sent.location, returnsTo) : sent;
    },
    token: (fields, headers = { origin: site }) =>
      fetch(`${issuer}/token`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ client_id: SITE_CLIENT.id, redirect_uri: returnsTo, code_verifier: verifier, ...fields }),
      }),
    codeOf: ({ location }) => location?.searchParams.get('code') ?? '',
    async signIn(email, password) {
      const code = visitor.codeOf(await visitor.type(await visitor.ask(), email, password));
      const reply = await visitor.token({ grant_type: 'authorization_code', code });
      if (!reply.ok) throw new Error(`no tokens: ${reply.status} ${await reply.text()}`);
      return (await reply.json()) as Tokens;
    },
    refresh: (token) => visitor.token({ grant_type: 'refresh_token', refresh_token: token }),
  };
  return visitor;
};
