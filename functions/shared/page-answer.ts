import type { ShownPage, WayOn } from '../../schemas/routes/route.ts';
import type { ApiResult } from './middlewares/middleware.ts';
import { pagePolicy } from './page-policy.ts';

const locationOf = (to: WayOn['to']): string => {
  if (to instanceof URL) return to.href;
  if (!/^\/(?![/\\])[^\\\s]*$/.test(to)) throw new Error('a way on that is no path of this site');
  return to;
};

/** A page, with what it sets, or the way on: as the gateway wants to hear it. */
export const pageAnswer = (result: string | ShownPage | WayOn, status: number): ApiResult => {
  if (typeof result === 'string') return { statusCode: status, body: result };
  const cookies = result.cookies?.length ? { cookies: [...result.cookies] } : {};
  if ('to' in result) return { statusCode: 303, headers: { location: locationOf(result.to) }, ...cookies };
  return {
    statusCode: result.status ?? status,
    ...((result.formsLeadTo ?? result.uses) && { headers: { 'content-security-policy': pagePolicy(result) } }),
    ...cookies,
    body: result.page,
  };
};
