import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiResult, api } from '../../functions/shared/pipeline.ts';
import { AccountId } from '../../schemas/account.ts';
import { PageQuery } from '../../schemas/page.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { type Asked, apiEvent, lambdaContext } from '../doubles/api-event.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const Note = z.object({ id: z.string(), text: z.string().min(3) });
const base = { summary: 'Essai', problems: [] } as const;
const routes = {
  readNote: defineRoute({
    ...base,
    method: 'GET',
    path: '/notes/{noteId}',
    access: 'public',
    params: z.object({ noteId: z.uuid() }),
    query: PageQuery,
    status: 200,
    response: Note,
    problems: ['fiche-not-found'],
  }),
  writeNote: defineRoute({
    ...base,
    method: 'POST',
    path: '/notes',
    access: 'signed-in',
    audit: 'note.written',
    body: z.object({ text: Note.shape.text, email: z.email().optional() }),
    status: 201,
    response: Note,
  }),
  dropNote: defineRoute({ ...base, method: 'DELETE', path: '/notes', access: { role: 'editor' }, audit: 'note.dropped', status: 204 }),
  showNote: defineRoute({
    ...base,
    method: 'GET',
    path: '/notes/page',
    access: 'public',
    query: z.object({ q: z.string() }),
    status: 200,
    response: z.string(),
    media: 'html',
    problems: ['leave-link-invalid'],
  }),
};

const noteId = randomUUID();
const caller = { accountId: AccountId.parse(randomUUID()), role: 'citizen' as const };
const secret = 'camille.martin@exemple.fr';

const handler = api({
  routes,
  useCases: {
    readNote: async ({ query }, { problem }) => {
      if (query.limit === 2) throw problem('fiche-not-found', 'Cette note a été retirée.');
      if (query.limit === 3) throw new TypeError(`no such note for ${secret}`);
      if (query.limit === 4) return { id: '1', text: '', owner: secret };
      return { id: '1', text: `limite ${query.limit}`, owner: secret };
    },
    writeNote: async ({ body }, { trail }) => ({ id: `${trail.actor} ${trail.action} ${trail.correlationId}`, text: body.text }),
    dropNote: async () => {},
    showNote: async ({ query }, { problem }) => {
      if (query.q === 'ancien') throw problem('leave-link-invalid', '<script>alert(1)</script>');
      return '<p>Bonjour</p>';
    },
  },
  verifyToken: async (token) => (token === 'good' ? caller : undefined),
  membership: async () => false,
});

const ask = async (asked: Asked) => {
  const answer = (await handler(apiEvent(asked), lambdaContext())) as Required<ApiResult>;
  const type = String(answer.headers?.['content-type']);
  return { ...answer, json: type.includes('json') ? (JSON.parse(answer.body) as Record<string, unknown>) : {} };
};
const readNote = (query: Record<string, string> = {}) => ask({ route: 'GET /notes/{noteId}', params: { noteId }, query });

describe('the pipeline', () => {
  let log: ReturnType<typeof keepLogLines>;
  beforeEach(() => {
    log = keepLogLines();
  });
  afterEach(() => {
    log.restore();
  });

  it('answers what the response schema holds and nothing more', async () => {
    const { statusCode, json, headers } = await readNote();
    expect([statusCode, json]).toEqual([200, { id: '1', text: 'limite 20' }]);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-correlation-id': 'request-1',
    });
  });

  it('lets a public reading be kept a moment, and nothing else', async () => {
    expect((await readNote()).headers['cache-control']).toBe('public, max-age=30');
    expect((await readNote({ limit: '2' })).headers['cache-control']).toBe('no-store');
    const written = await ask({ route: 'POST /notes', token: 'good', body: { text: 'Bonjour' } });
    expect(written.headers['cache-control']).toBe('no-store');
  });

  it('gives a use case its caller and its trail', async () => {
    const { statusCode, json } = await ask({ route: 'POST /notes', token: 'good', body: { text: 'Bonjour' }, requestId: 'request-9' });
    expect([statusCode, json]).toEqual([201, { id: `${caller.accountId} note.written request-9`, text: 'Bonjour' }]);
  });

  it('tells a declared problem as RFC 9457, in French', async () => {
    const { statusCode, json, headers } = await readNote({ limit: '2' });
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(json).toEqual({
      type: 'urn:parvis:problem:fiche-not-found',
      title: "Cette fiche n'existe pas.",
      status: 404,
      detail: 'Cette note a été retirée.',
      instance: 'urn:parvis:request:request-1',
    });
  });

  it('names every field to mend, in French, whatever part it is in', async () => {
    const { statusCode, json } = await ask({ route: 'GET /notes/{noteId}', params: { noteId: 'une' }, query: { limit: '0' } });
    expect(statusCode).toBe(400);
    expect(json['errors']).toEqual([
      { field: 'params.noteId', detail: expect.stringMatching(/invalide/i) as string },
      { field: 'query.limit', detail: expect.stringMatching(/trop petit/i) as string },
    ]);
  });

  it.each([
    ['text that is not JSON', '{"text":', "Le corps de la demande n'est pas du JSON."],
    ['nothing', undefined, undefined],
    ['a list', [], undefined],
  ])('refuses %s as a body', async (_what, body, detail) => {
    const { statusCode, json } = await ask({ route: 'POST /notes', token: 'good', body });
    expect([statusCode, json['detail']]).toEqual([400, detail]);
  });

  it('reads a body that the gateway has encoded', async () => {
    const event = apiEvent({ route: 'POST /notes', token: 'good', body: Buffer.from('{"text":"Éte"}').toString('base64') });
    const answer = (await handler({ ...event, isBase64Encoded: true }, lambdaContext())) as Required<ApiResult>;
    expect(JSON.parse(answer.body)).toMatchObject({ text: 'Éte' });
  });

  it.each([
    ['no token', 'POST /notes', undefined, 401],
    ['a bad token', 'POST /notes', 'bad', 401],
    ['a good token of another role', 'DELETE /notes', 'good', 403],
    ['a path that no route declares', 'GET /elsewhere', 'good', 404],
  ])('refuses %s', async (_what, route, token, status) => {
    const { statusCode, headers, json } = await ask({ route, token, body: { text: 'Bonjour' } });
    expect([statusCode, json['status']]).toEqual([status, status]);
    expect(headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it('looks at the caller before it looks at the request', async () => {
    expect((await ask({ route: 'POST /notes', body: '{' })).statusCode).toBe(401);
  });

  it.each([
    ['an error', '3', 'TypeError'],
    ['an answer that does not fit its schema', '4', 'ZodError'],
  ])('makes %s our own failure, logged without what it may quote', async (_what, limit, errorName) => {
    const { statusCode, json } = await readNote({ limit });
    expect([statusCode, json]).toEqual([
      500,
      {
        type: 'urn:parvis:problem:unexpected',
        title: 'Une erreur est survenue. Réessayez dans un instant.',
        status: 500,
        instance: 'urn:parvis:request:request-1',
      },
    ]);
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'request.failed',
        route: 'readNote',
        status: 500,
        correlationId: 'request-1',
        errorName,
      }),
    ]);
    expect(log.lines()[0]?.['errorStack']).toMatch(/^\s+at /);
    expect(log.text()).not.toContain(secret);
  });

  it('writes one line per request, with nothing that a person wrote', async () => {
    await ask({ route: 'POST /notes', token: 'good', body: { text: 'Ma note intime', email: secret } });
    await ask({ route: 'POST /notes', token: 'good', body: { text: 'x', email: secret } });
    await ask({ route: 'POST /notes', token: 'a.secret.token', body: { text: 'Bonjour' }, requestId: 'request-3' });
    const common = { route: 'writeNote', correlationId: 'request-1' };
    expect(log.lines()).toEqual([
      expect.objectContaining({ ...common, message: 'request.answered', status: 201, accountId: caller.accountId }),
      expect.objectContaining({ ...common, message: 'request.refused', status: 400, problem: 'invalid', accountId: caller.accountId }),
      expect.objectContaining({ message: 'request.refused', status: 401, problem: 'unauthenticated', correlationId: 'request-3' }),
    ]);
    for (const word of ['intime', secret, 'secret.token', '192.0.2.1']) expect(log.text()).not.toContain(word);
  });

  it('answers a person with a page, and a refusal as a page too', async () => {
    const page = await ask({ route: 'GET /notes/page', query: { q: 'nouveau' } });
    expect([page.statusCode, page.body]).toEqual([200, '<p>Bonjour</p>']);
    const refused = await ask({ route: 'GET /notes/page', query: { q: 'ancien' } });
    expect(refused.statusCode).toBe(404);
    expect(refused.body).toContain('Ce lien de désabonnement n&#39;est plus valable.');
    expect(refused.body).not.toContain('<script>');
    for (const { headers } of [page, refused])
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      });
  });
});
