import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type Provider from 'oidc-provider';
import type { ApiResult } from '../../shared/middlewares/middleware.ts';
import { pagePolicy } from '../../shared/page-policy.ts';
import { Problem } from '../../shared/problem.ts';
import type { OnwardCookie } from '../federation/onward.ts';
import { ELSEWHERE } from '../pages/provider-pages.ts';
import { askedBy, inProcess } from './in-process.ts';
import { leavingElsewhereFirst, signOut } from './sign-out.ts';

/** Longer than any request of a client: whatever is longer is none. */
const LARGEST_BODY = 64 * 1024;

/** What every page of the provider may do, unless it said so itself. */
const pageHeaders = { 'content-security-policy': pagePolicy(), 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' };

const isPage = ({ headers }: ApiResult): boolean => String(headers?.['content-type']).startsWith('text/html');

/** Answers an event of the gateway by the provider, which believes to be where its issuer is and nowhere else. */
export const answerByProvider = (provider: Provider, issuerAddress: string, onward: OnwardCookie) => {
  const issuer = new URL(issuerAddress);
  const ask = inProcess(provider.callback(), issuer.pathname);
  return async (event: APIGatewayProxyEventV2): Promise<ApiResult> => {
    const asked = askedBy(event, issuer);
    if (!asked || asked.body.length > LARGEST_BODY) throw new Problem(asked ? 'invalid' : 'not-found');
    const choice = asked.url === '/session/end/confirm' ? new URLSearchParams(asked.body).get('logout') : undefined;
    if (choice === null) throw new Problem('invalid', 'Pour rester connecté, il n’y a rien à envoyer.');
    const fromOwnPage = asked.headers['origin'] === issuer.origin && [undefined, 'same-origin'].includes(asked.headers['sec-fetch-site']);
    const isSignOut = asked.url.split('?')[0] === '/session/end';
    const answer = isSignOut ? await signOut(ask, asked, fromOwnPage) : await ask(asked);
    const result = choice === undefined ? answer : await leavingElsewhereFirst(answer, choice === ELSEWHERE, issuer, onward);
    return isPage(result) ? { ...result, headers: { ...pageHeaders, ...result.headers } } : result;
  };
};
