import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type Provider from 'oidc-provider';
import type { ApiResult } from '../../shared/middlewares/middleware.ts';
import { pagePolicy } from '../../shared/page-policy.ts';
import { Problem } from '../../shared/problem.ts';
import { askedBy, inProcess } from './in-process.ts';
import { signOut } from './sign-out.ts';

/** Longer than any request of a client: whatever is longer is none. */
const LARGEST_BODY = 64 * 1024;

/** What every page of the provider may do, unless it said so itself. */
const pageHeaders = { 'content-security-policy': pagePolicy(), 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' };

const isPage = ({ headers }: ApiResult): boolean => String(headers?.['content-type']).startsWith('text/html');

/** Answers an event of the gateway by the provider, which believes to be where its issuer is and nowhere else. */
export const answerByProvider = (provider: Provider, issuerAddress: string) => {
  const issuer = new URL(issuerAddress);
  const ask = inProcess(provider.callback(), issuer.pathname);
  return async (event: APIGatewayProxyEventV2): Promise<ApiResult> => {
    const asked = askedBy(event, issuer);
    if (!asked || asked.body.length > LARGEST_BODY) throw new Problem(asked ? 'invalid' : 'not-found');
    const staysSignedIn = asked.url === '/session/end/confirm' && !new URLSearchParams(asked.body).has('logout');
    if (staysSignedIn) throw new Problem('invalid', 'Pour rester connecté, il n’y a rien à envoyer.');
    const fromOwnPage = asked.headers['origin'] === issuer.origin && [undefined, 'same-origin'].includes(asked.headers['sec-fetch-site']);
    const isSignOut = asked.url.split('?')[0] === '/session/end';
    const result = isSignOut ? await signOut(ask, asked, fromOwnPage) : await ask(asked);
    return isPage(result) ? { ...result, headers: { ...pageHeaders, ...result.headers } } : result;
  };
};
