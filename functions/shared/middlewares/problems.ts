import type { ProblemKind } from '../../../schemas/problem.ts';
import type { Route } from '../../../schemas/routes/route.ts';
import type { RequestState } from '../context.ts';
import { pagePolicy } from '../page-policy.ts';
import { Problem, problemBody } from '../problem.ts';
import { RECENT_SECONDS } from './access.ts';
import type { ApiResult, Middleware } from './middleware.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

/**
 * The pages that the API itself answers hold a link that acts for a person: nothing may load, frame, cache or pass it on. A page that sends a
 * form must say to us, and to nobody else, where it comes from.
 */
const htmlHeaders = (sendsForms: boolean) => ({
  'content-type': HTML_TYPE,
  'content-security-policy': pagePolicy(),
  'referrer-policy': sendsForms ? 'same-origin' : 'no-referrer',
  'x-robots-tag': 'noindex',
});

const headersOf = ({ route, correlationId }: RequestState, sendsForms: boolean) => ({
  ...(route?.media === 'html' ? htmlHeaders(sendsForms) : { 'content-type': JSON_TYPE }),
  'cache-control':
    route?.access === 'public' && route.method === 'GET' && !route.media && !route.protocol ? 'public, max-age=30' : 'no-store',
  'x-content-type-options': 'nosniff',
  'x-correlation-id': correlationId,
});

/** How a program is told to send the person to sign in; the second asks for it although a session goes on (RFC 9470). */
const challenges: Partial<Record<ProblemKind, Record<string, string>>> = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
  'authentication-too-old': { 'www-authenticate': `Bearer error="insufficient_user_authentication", max_age="${RECENT_SECONDS}"` },
};

/** Loaded when something goes wrong on a page: functions that only speak JSON start without what pages are made with. */
const pageOf = async (problem: Problem): Promise<string> => {
  const { problemPage } = await import('../problem-page.ts');
  return problemPage(problem);
};

/** Every error becomes an RFC 9457 answer here, and nowhere else; a page for a person where the route speaks HTML or gives a file. */
export const answerProblems = (routes: Record<string, Route>): Middleware => {
  const sendsForms = Object.values(routes).some(({ form }) => form);
  return {
    after: ({ context, response }) => {
      if (response) response.headers = { ...headersOf(context.request, sendsForms), ...response.headers };
    },
    onError: async (request) => {
      const { error, context } = request;
      const problem = error instanceof Problem ? error : new Problem('unexpected');
      const html = context.request.route?.media !== undefined;
      const response: ApiResult = {
        statusCode: problem.status,
        headers: {
          ...headersOf(context.request, sendsForms),
          ...(html && htmlHeaders(sendsForms)),
          'content-type': html ? HTML_TYPE : 'application/problem+json; charset=utf-8',
          'cache-control': 'no-store',
          ...challenges[problem.kind],
        },
        ...(html && problem.wayOut && { cookies: [...problem.wayOut.cookies] }),
        body: html ? await pageOf(problem) : JSON.stringify(problemBody(problem, context.request.correlationId)),
      };
      request.response = response;
    },
  };
};
