import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { AccountId } from '../../schemas/account.ts';
import { PageQuery } from '../../schemas/page.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { type Asked, apiEvent, lambdaContext } from './api-event.ts';

const Note = z.object({ id: z.string(), text: z.string().check(z.minLength(3)) });
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
    body: z.object({ text: Note.shape.text, email: z.optional(z.email()) }),
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
/** Whom the token `good` speaks for. */
export const caller = { accountId: AccountId.parse(randomUUID()), role: 'citizen' as const };
/** What no log line may ever hold. */
export const secret = 'camille.martin@exemple.fr';

/** A small API on the real pipeline: it can answer, refuse, break, and answer wrongly (`limit` says which). */
export const notesApi = api({
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

export const ask = async (asked: Asked) => {
  const answer = (await notesApi(apiEvent(asked), lambdaContext())) as Required<ApiResult>;
  const type = String(answer.headers?.['content-type']);
  return { ...answer, json: type.includes('json') ? (JSON.parse(answer.body) as Record<string, unknown>) : {} };
};
export const readNote = (query: Record<string, string> = {}) => ask({ route: 'GET /notes/{noteId}', params: { noteId }, query });
