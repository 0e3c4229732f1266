import { SITE_CLIENT } from '../../../schemas/client.ts';
import type { ApiResult } from '../../shared/middlewares/middleware.ts';
import type { OnwardCookie } from '../federation/onward.ts';
import type { Asked } from './in-process.ts';

type Ask = (asked: Asked) => Promise<ApiResult>;

/** Only of what the provider itself hides in its form: a button that people may press is no answer yet. */
const hiddenIn = (page: string, name: string): string | undefined =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1];

/** The cookies of a browser after an answer: what it sets takes the place of what was sent. */
const cookiesAfter = (sent: string | undefined, { cookies = [] }: ApiResult): string => {
  const kept = new Map((sent?.split('; ') ?? []).map((one) => [one.slice(0, one.indexOf('=')), one] as const));
  for (const cookie of cookies) {
    const pair = cookie.split(';')[0] ?? '';
    kept.set(pair.slice(0, pair.indexOf('=')), pair);
  }
  return [...kept.values()].join('; ');
};

/** The later of two answers to one request decides about a cookie. */
const merged = (first: ApiResult, second: ApiResult): ApiResult => {
  const nameOf = (cookie: string) => cookie.slice(0, cookie.indexOf('='));
  const later = new Set((second.cookies ?? []).map(nameOf));
  return { ...second, cookies: [...(first.cookies ?? []).filter((cookie) => !later.has(nameOf(cookie))), ...(second.cookies ?? [])] };
};

/** Answers the provider's own question, as the person's button would. */
const confirmed = async (ask: Ask, asked: Asked, question: ApiResult): Promise<ApiResult> => {
  const xsrf = hiddenIn(question.body ?? '', 'xsrf');
  if (question.statusCode !== 200 || xsrf === undefined) return question;
  const answer = await ask({
    method: 'POST',
    url: '/session/end/confirm',
    headers: {
      ...asked.headers,
      'content-type': 'application/x-www-form-urlencoded',
      cookie: cookiesAfter(asked.headers['cookie'], question),
    },
    body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
  });
  return merged(question, answer);
};

/**
 * Signs out at once where nothing is left to ask: from a form of our own pages, on which the person has just pressed the button, or when nobody is
 * signed in. What a form carries never stands in an address. From elsewhere people are asked first.
 */
export const signOut = async (ask: Ask, asked: Asked, fromOwnPage: boolean): Promise<ApiResult> => {
  if (asked.method === 'GET') {
    const question = await ask(asked);
    const nobody = hiddenIn(question.body ?? '', 'logout') === 'yes';
    return nobody ? confirmed(ask, asked, question) : question;
  }
  const { 'content-type': _form, ...headers } = asked.headers;
  const question = await ask({ method: 'GET', url: `/session/end?${asked.body}`, headers, body: '' });
  const nobody = hiddenIn(question.body ?? '', 'logout') === 'yes';
  return fromOwnPage || nobody ? confirmed(ask, { ...asked, headers }, question) : question;
};

/**
 * A service may want somebody back who signed out from there, and they may want to leave FranceConnect or ProConnect first, by which they came in: then
 * they go by the page that offers it, which knows the way on. What an earlier sign-out left is forgotten.
 */
export const leavingElsewhereFirst = async (
  result: ApiResult,
  isWanted: boolean,
  issuer: URL,
  onward: OnwardCookie,
): Promise<ApiResult> => {
  const to = String(result.headers?.['location'] ?? '');
  if (result.statusCode !== 303) return result;
  const cookies = result.cookies ?? [];
  const kept = isWanted && !to.startsWith(`${issuer.href}/`) ? await onward.keep(to) : undefined;
  if (kept === undefined) return { ...result, cookies: [...cookies, onward.drop()] };
  const headers = { location: SITE_CLIENT.signedOutTo, 'cache-control': 'no-store' };
  return { statusCode: 303, headers, cookies: [...cookies, kept] };
};
