import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { apiEvent, lambdaContext } from '../doubles/api-event.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { ask, caller, notesApi, readNote } from '../doubles/notes-api.ts';

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
      title: 'Cette fiche n’existe pas.',
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
    ['text that is not JSON', '{"text":', 'Le corps de la demande n’est pas du JSON.'],
    ['nothing', undefined, undefined],
    ['a list', [], undefined],
  ])('refuses %s as a body', async (_what, body, detail) => {
    const { statusCode, json } = await ask({ route: 'POST /notes', token: 'good', body });
    expect([statusCode, json['detail']]).toEqual([400, detail]);
  });

  it('refuses a body nested so deep that reading it would break, whatever its route', async () => {
    const { statusCode, json } = await ask({ route: 'POST /notes', token: 'good', body: '['.repeat(100_000) + ']'.repeat(100_000) });
    expect([statusCode, json['detail']]).toEqual([400, 'Le corps de la demande a plus de 200 niveaux.']);
  });

  it('reads a body that the gateway has encoded', async () => {
    const event = apiEvent({ route: 'POST /notes', token: 'good', body: Buffer.from('{"text":"Éte"}').toString('base64') });
    const answer = (await notesApi({ ...event, isBase64Encoded: true }, lambdaContext())) as Required<ApiResult>;
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

  it('answers a person with a page, and a refusal as a page too', async () => {
    const page = await ask({ route: 'GET /notes/page', query: { q: 'nouveau' } });
    expect([page.statusCode, page.body]).toEqual([200, '<p>Bonjour</p>']);
    const refused = await ask({ route: 'GET /notes/page', query: { q: 'ancien' } });
    expect(refused.statusCode).toBe(404);
    expect(refused.body).toContain('Ce lien de désabonnement n’est plus valable.');
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
