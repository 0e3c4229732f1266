import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { api } from '../../functions/shared/pipeline.ts';
import { tokenVerifier } from '../../functions/shared/token.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { apiEvent, lambdaContext } from '../doubles/api-event.ts';
import { startIssuer } from '../doubles/issuer.ts';

const base = { summary: 'Essai', access: 'signed-in', status: 204, problems: [] } as const;
const routes = {
  changeLock: defineRoute({ ...base, method: 'PUT', path: '/lock', recent: true, audit: 'lock.changed' }),
  readLock: defineRoute({ ...base, method: 'GET', path: '/lock' }),
};

/** What a token says of the moment at which the person proved who they are, beside now. */
const knock = async (route: string, auth_time: (now: number) => number | undefined) => {
  const issuer = await startIssuer();
  const handler = api({
    routes,
    useCases: { changeLock: async () => {}, readLock: async () => {} },
    verifyToken: tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress }),
    membership: async () => false,
  });
  const token = issuer.mint({ claims: { sub: randomUUID(), auth_time: auth_time(Math.floor(Date.now() / 1000)) } });
  const answer = await handler(apiEvent({ route, token }), lambdaContext());
  await issuer.stop();
  return answer;
};

describe('a route that asks for a recent authentication', () => {
  it.each([
    ['just now', (now: number) => now],
    ['nine minutes ago', (now: number) => now - 540],
  ])('takes somebody who proved who they are %s', async (_when, auth_time) => {
    expect((await knock('PUT /lock', auth_time)).statusCode).toBe(204);
  });

  it.each([
    ['eleven minutes ago', (now: number) => now - 660],
    ['at a moment that the token does not say', () => undefined],
  ])('sends back somebody who did %s, and says how to come again', async (_when, auth_time) => {
    const { statusCode, headers, body } = await knock('PUT /lock', auth_time);
    expect([statusCode, headers?.['www-authenticate']]).toEqual([401, 'Bearer error="insufficient_user_authentication", max_age="600"']);
    expect(JSON.parse(String(body))).toMatchObject({ type: 'urn:parvis:problem:authentication-too-old' });
  });

  it('is the only kind that does', async () => {
    expect((await knock('GET /lock', (now) => now - 86_400)).statusCode).toBe(204);
  });
});
