import { decodeJwt } from 'jose';
import { SITE_CLIENT } from '../../schemas/client.ts';
import type { CookieBrowser, Opened } from './cookie-browser.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** What the site gets once somebody is back from signing in. */
export interface SiteTokens {
  access: string;
  refresh: string;
  /** Claims of the access token. */
  claims: Record<string, unknown>;
}

/** Signs in to the site of a running system, step by step, as the site's own client does. */
export const siteSignIn = (address: string, browser: CookieBrowser) => {
  const issuer = `${address}/api/identity`;
  const returnsTo = address + SITE_CLIENT.returnsTo;
  const token = async (form: Record<string, string>): Promise<SiteTokens | undefined> => {
    const reply = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams({ client_id: SITE_CLIENT.id, ...form }) });
    if (!reply.ok) return undefined;
    const { access_token: access, refresh_token: refresh } = (await reply.json()) as { access_token: string; refresh_token: string };
    return { access, refresh, claims: decodeJwt(access) };
  };
  return {
    /** The first page. */
    begin: (more: Record<string, string> = {}) =>
      browser.follow(
        `${issuer}/auth?${new URLSearchParams({
          client_id: SITE_CLIENT.id,
          response_type: 'code',
          redirect_uri: returnsTo,
          scope: 'openid parvis',
          code_challenge: CHALLENGE,
          code_challenge_method: 'S256',
          state: 'the state of the site',
          ...more,
        })}`,
      ),
    /** Sends the form of a page, and follows where it leads: to another page, or back to the site. */
    async send(page: Opened, form: Record<string, string>, action?: string): Promise<Opened> {
      const to = new URL(action ?? /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? '', page.address);
      const answer = await browser.open(to, { form });
      return answer.location ? browser.follow(answer.location, returnsTo) : answer;
    },
    /** The tokens of who came back; undefined when the code gives none. */
    tokens: ({ location, address: at }: Opened) =>
      token({
        grant_type: 'authorization_code',
        code: (location ?? at).searchParams.get('code') ?? '',
        redirect_uri: returnsTo,
        code_verifier: VERIFIER,
      }),
    refresh: (refresh: string) => token({ grant_type: 'refresh_token', refresh_token: refresh }),
  };
};
