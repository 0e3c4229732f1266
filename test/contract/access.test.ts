import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../functions/shared/pipeline.ts';
import type { UseCases } from '../../functions/shared/router.ts';
import { tokenVerifier } from '../../functions/shared/token.ts';
import { problems } from '../../schemas/problem.ts';
import { routes } from '../../schemas/routes/index.ts';
import type { Access, Route } from '../../schemas/routes/route.ts';
import { type CallerName, callerNames, callers, everyRoute, expectedOf, paramsOf, queryOf } from '../doubles/access-table.ts';
import { apiEvent, FORM_ORIGIN, lambdaContext } from '../doubles/api-event.ts';
import { startIssuer } from '../doubles/issuer.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const space = randomUUID();
const member = randomUUID();
const anotherMember = randomUUID();
const subjects: Partial<Record<CallerName, string>> = { 'a member of the space': member, 'a member of another space': anotherMember };

/** Who got in: a route that never let anybody reach its use case would pass every refusal. */
let reached: string[];
const unreadable = new Error('reached');
const useCases = Object.fromEntries(
  Object.keys(routes).map((name) => [
    name,
    async () => {
      reached.push(name);
      throw unreadable;
    },
  ]),
) as unknown as UseCases<typeof routes>;

describe('access, whatever the route', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let stranger: Awaited<ReturnType<typeof startIssuer>>;
  let log: ReturnType<typeof keepLogLines>;
  beforeAll(async () => {
    [issuer, stranger] = await Promise.all([startIssuer(), startIssuer()]);
  });
  afterAll(() => Promise.all([issuer.stop(), stranger.stop()]));
  beforeEach(() => {
    reached = [];
    log = keepLogLines();
  });
  afterEach(() => {
    log.restore();
  });

  const tokenOf = (caller: CallerName): string | undefined => {
    const claims = {
      sub: subjects[caller] ?? randomUUID(),
      role: callers[caller] ?? 'administrator',
      auth_time: Math.floor(Date.now() / 1000),
    };
    if (caller === 'no token') return undefined;
    if (caller === 'an expired token') return issuer.mint({ claims: { ...claims, exp: Math.floor(Date.now() / 1000) - 1 } });
    if (caller === 'a token for another audience') return issuer.mint({ claims: { ...claims, aud: 'another-api' } });
    if (caller === 'an id token') return issuer.mint({ claims, header: { typ: 'JWT' } });
    if (caller === 'a token of another issuer') return stranger.mint({ claims });
    if (caller === 'a token without our scope') return issuer.mint({ claims: { ...claims, scope: 'openid' } });
    return issuer.mint({ claims });
  };

  const knock = async (route: Route, caller: CallerName) => {
    const handler = api({
      routes,
      useCases,
      verifyToken: tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress }),
      membership: async (spaceId, accountId) => spaceId === space && accountId === member,
      siteAddress: FORM_ORIGIN,
    });
    const params = paramsOf(route, { spaceId: space });
    const sent = route.form ? { form: {} } : { body: [] };
    const event = apiEvent({ route: `${route.method} ${route.path}`, params, query: queryOf(route), ...sent, token: tokenOf(caller) });
    return (await handler(event, lambdaContext())).statusCode;
  };

  it.each(everyRoute.flatMap(([name, route]) => callerNames.map((caller) => ({ name, caller, route }))))(
    '$name: $caller',
    async ({ name, route, caller }) => {
      const expected = expectedOf(route.access, caller);
      const status = await knock(route, caller);
      if (expected !== 'passes') {
        expect(status).toBe(problems[expected].status);
        expect(reached).toEqual([]);
        return;
      }
      // A list is refused by what the route says of its body, and no longer by its access.
      expect([status, reached]).toEqual(route.body ? [400, []] : [500, [name]]);
    },
  );

  it('a route without access lets nobody in, and fails this loop', () => {
    for (const caller of callerNames) expect(() => expectedOf(undefined as unknown as Access, caller)).toThrow('without access');
  });
});
