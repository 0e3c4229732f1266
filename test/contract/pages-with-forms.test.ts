import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { api } from '../../functions/shared/pipeline.ts';
import type { UseCases } from '../../functions/shared/router.ts';
import { routes as allRoutes } from '../../schemas/routes/index.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { everyRoute, paramsOf, queryOf } from '../doubles/access-table.ts';
import { type Asked, apiEvent, FORM_ORIGIN, lambdaContext } from '../doubles/api-event.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const page = {
  summary: 'Essai',
  access: 'public',
  path: '/visit',
  status: 200,
  response: z.string(),
  media: 'html',
  problems: [],
} as const;
const routes = {
  showVisit: defineRoute({ ...page, method: 'GET' }),
  sendVisit: defineRoute({
    ...page,
    method: 'POST',
    audit: 'visit.sent',
    form: z.object({ name: z.string().check(z.minLength(3, 'Écrivez trois lettres au moins.')), to: z.optional(z.string()) }),
  }),
};

const handler = api({
  routes,
  useCases: {
    showVisit: async (_input, { visitor }) => ({
      page: `${visitor.address} ${visitor.agent} ${visitor.cookies.get('visit') ?? 'personne'}`,
      formsLeadTo: ['https://partenaire.exemple.fr/retour?a=1'],
    }),
    sendVisit: async ({ form }) => {
      if (!form.valid) return { page: `${form.typed['name']} : ${form.errors['name']}`, status: 400 };
      if (form.values.to === 'ailleurs') return { to: new URL('https://partenaire.exemple.fr/retour') };
      return { to: (form.values.to ?? '/merci') as `/${string}`, cookies: [`visit=${form.values.name}; HttpOnly`, 'seen=1'] };
    },
  },
  verifyToken: async () => undefined,
  membership: async () => false,
  siteAddress: FORM_ORIGIN,
});

const ask = async (asked: Asked) => (await handler(apiEvent(asked), lambdaContext())) as Required<ApiResult>;
const send = (form: Record<string, string>, headers: Asked['headers'] = {}) => ask({ route: 'POST /visit', form, headers });

describe('pages with forms', () => {
  let log: ReturnType<typeof keepLogLines>;
  beforeEach(() => {
    log = keepLogLines();
  });
  afterEach(() => {
    log.restore();
  });

  it('lead on after a good form, with cookies, so that a reload sends nothing again', async () => {
    const { statusCode, headers, cookies, body } = await send({ name: 'Camille' });
    expect([statusCode, headers['location'], body]).toEqual([303, '/merci', undefined]);
    expect(cookies).toEqual(['visit=Camille; HttpOnly', 'seen=1']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('are shown again with what was typed and what to mend', async () => {
    const { statusCode, body, headers } = await send({ name: 'Al' });
    expect([statusCode, body]).toEqual([400, 'Al : Écrivez trois lettres au moins.']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('are read when the gateway has encoded them, as it does', async () => {
    const event = apiEvent({ route: 'POST /visit', form: { name: 'Zoé Noël' } });
    const encoded = { ...event, body: Buffer.from(event.body ?? '').toString('base64'), isBase64Encoded: true };
    expect(((await handler(encoded, lambdaContext())) as Required<ApiResult>).cookies[0]).toBe('visit=Zoé Noël; HttpOnly');
  });

  it.each<[string, Asked['headers']]>([
    ['another site', { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { origin: 'https://blog.exemple.fr', 'sec-fetch-site': 'same-site' }],
    ['another site, by a browser that only says its origin', { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': undefined }],
    ['a hidden place', { origin: 'null', 'sec-fetch-site': undefined }],
    ['our site over plain HTTP', { origin: 'http://parvis.exemple.fr', 'sec-fetch-site': undefined }],
    ['a name that begins like ours', { origin: `${FORM_ORIGIN}.ailleurs.fr`, 'sec-fetch-site': undefined }],
    ['who says nothing', { origin: undefined, 'sec-fetch-site': undefined }],
    ['who contradicts itself', { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'same-origin' }],
    ['an address typed by hand', { origin: undefined, 'sec-fetch-site': 'none' }],
  ])('refuse a form of %s', async (_whom, headers) => {
    const { statusCode, body, cookies } = await send({ name: 'Camille' }, headers);
    expect([statusCode, cookies]).toEqual([403, undefined]);
    expect(body).toContain('ne vient pas de notre site');
  });

  it.each<[string, Asked['headers']]>([
    ['says both', {}],
    ['says only its origin', { 'sec-fetch-site': undefined }],
    ['says only that it comes from here', { origin: undefined }],
  ])('take a form of a page of ours when the browser %s', async (_what, headers) => {
    expect((await send({ name: 'Camille' }, headers)).statusCode).toBe(303);
  });

  it.each([
    ['JSON', { 'content-type': 'application/json' }],
    ['text that a form of another site can send too', { 'content-type': 'text/plain' }],
    ['nothing', { 'content-type': undefined }],
  ])('refuse %s in the place of a form', async (_what, headers) => {
    expect((await send({ name: 'Camille' }, headers)).statusCode).toBe(400);
  });

  it('refuse a form that is far too long', async () => {
    expect((await send({ name: 'a'.repeat(70_000) })).statusCode).toBe(400);
  });

  it.each(['//ailleurs.fr', '/\\ailleurs.fr', 'https://ailleurs.fr', 'javascript:alert(1)', '/a\r\nset-cookie: b=1', '/a\\b'])(
    'never lead to %j by a text',
    async (to) => {
      const { statusCode, headers } = await send({ name: 'Camille', to });
      expect([statusCode, headers['location']]).toEqual([500, undefined]);
    },
  );

  it('lead elsewhere only on purpose', async () => {
    expect((await send({ name: 'Camille', to: 'ailleurs' })).headers['location']).toBe('https://partenaire.exemple.fr/retour');
  });

  it('know the cookies and the address of who asks, and may name where their form leads to', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7, 130.176.0.1' };
    const { body, headers: answered } = await ask({ route: 'GET /visit', headers, cookies: ['visit=Camille', 'other=1=2'] });
    expect(body).toBe('198.51.100.7 test Camille');
    expect(answered['content-security-policy']).toContain("form-action 'self' https://partenaire.exemple.fr;");
    expect(answered['referrer-policy']).toBe('same-origin');
  });

  it.each(everyRoute.filter(([, { form }]) => form))(
    'as %s refuse what another site sends, before anything is done',
    async (_name, route) => {
      const reached: string[] = [];
      const useCases = Object.fromEntries(
        everyRoute.map(([name]) => [
          name,
          async () => {
            reached.push(name);
            throw new Error('reached');
          },
        ]),
      ) as unknown as UseCases<typeof allRoutes>;
      const all = api({
        routes: allRoutes,
        useCases,
        verifyToken: async () => undefined,
        membership: async () => false,
        siteAddress: FORM_ORIGIN,
      });
      const asked = { route: `${route.method} ${route.path}`, params: paramsOf(route), query: queryOf(route), form: {} };
      const knock = async (headers: Asked['headers']) => (await all(apiEvent({ ...asked, headers }), lambdaContext())).statusCode;
      expect(await knock({ origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await knock({ origin: undefined, 'sec-fetch-site': undefined })).toBe(403);
      expect(reached).toEqual([]);
      expect([await knock({}), reached.length]).toEqual([500, 1]);
    },
  );

  it('are the only way in which a page of identity changes anything: all else there has rules of its protocol', () => {
    const others = everyRoute.filter(
      ([, { method, path, form, protocol }]) => method !== 'GET' && path.startsWith('/identity/') && !form && !protocol,
    );
    expect(others.map(([name]) => name)).toEqual([]);
  });

  it('need to know their own site', () => {
    const build = () => api({ routes, useCases: {} as never, verifyToken: async () => undefined, membership: async () => false });
    expect(build).toThrow('forms need to know their own site');
  });
});
