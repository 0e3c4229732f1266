import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { Account } from '../../schemas/account.ts';
import { problems } from '../../schemas/problem.ts';
import type { Route } from '../../schemas/routes/route.ts';
import {
  type CallerName,
  callerNames,
  callers,
  type Expected,
  everyRoute,
  expectedOf,
  paramsOf,
  queryOf,
} from '../doubles/access-table.ts';
import { startTestSystem } from './start.ts';

/** The gateway looks at the scope before any function does, and says that somebody it knows may not. */
const statusOf = (expected: Exclude<Expected, 'passes'>, caller: CallerName): number =>
  caller === 'a token without our scope' ? 403 : problems[expected].status;

/** What a route may answer to those whom its access lets in: what it declares, and nothing of the access layer. */
const answersOf = (route: Route): number[] => [
  route.status,
  ...(route.media === 'html' ? [303] : []),
  problems.invalid.status,
  ...route.problems.map((kind) => problems[kind].status),
];

/** The same question as in `test/contract/access.test.ts`, asked over HTTP of the whole system: gateway, functions, tables and roles. */
describe('access on the running system', () => {
  let system: System;
  let member: Account;
  let neighbour: Account;
  beforeAll(async () => {
    system = await startTestSystem();
    [member, neighbour] = (await Promise.all(['membre@exemple.fr', 'voisin@exemple.fr'].map((email) => openAccount(system, email)))).map(
      ({ account }) => account,
    ) as [Account, Account];
  });
  afterAll(() => system.stop());

  const tokenOf = (caller: CallerName): string | undefined => {
    const role = callers[caller] ?? 'administrator';
    const mint = (claims: Omit<Parameters<System['issuer']['mint']>[0], 'accountId' | 'role'> = {}, accountId: string = randomUUID()) =>
      system.issuer.mint({ accountId, role, ...claims });
    const tokens: Partial<Record<CallerName, () => string | undefined>> = {
      'no token': () => undefined,
      'an expired token': () => mint({ expiresIn: -60 }),
      'a token for another audience': () => mint({ audience: 'another-api' }),
      'an id token': () => mint({ type: 'JWT' }),
      'a token of another issuer': () => mint({ issuer: 'https://ailleurs.exemple.fr' }),
      'a token without our scope': () => mint({ scope: 'openid' }),
      'a member of the space': () => mint({}, member.id),
      'a member of another space': () => mint({}, neighbour.id),
    };
    return (tokens[caller] ?? (() => mint()))();
  };

  const knock = async (route: Route, caller: CallerName) => {
    const params = paramsOf(route, { spaceId: member.personalSpaceId });
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    const token = tokenOf(caller);
    const reply = await fetch(`${system.address}/api${path}?${new URLSearchParams(queryOf(route))}`, {
      method: route.method,
      redirect: 'manual',
      headers: {
        'content-type': route.form ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(route.form && { origin: system.address }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(route.body && { body: '{}' }),
      ...(route.form && { body: '' }),
    });
    const text = await reply.text();
    return { status: reply.status, text };
  };

  describe.each(everyRoute)('%s', (_name, route) => {
    it.each(callerNames)('%s', async (caller) => {
      const expected = expectedOf(route.access, caller);
      const { status, text } = await knock(route, caller);
      if (expected !== 'passes') {
        expect(status, text).toBe(statusOf(expected, caller));
        return;
      }
      // The provider decides by its own rules whom it answers what, and breaks on nobody.
      if (route.protocol) expect(status, text).toBeLessThan(500);
      else expect(answersOf(route), `${status} ${text}`).toContain(status);
      expect(text).not.toMatch(/urn:parvis:problem:(unauthenticated|forbidden|not-found|unexpected)"/);
    });
  });

  it('asked for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
