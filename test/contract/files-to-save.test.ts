import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { apiEvent, FORM_ORIGIN, lambdaContext } from '../doubles/api-event.ts';

const routes = {
  saveFile: defineRoute({
    method: 'GET',
    path: '/file/{name}',
    summary: 'Essai',
    access: 'public',
    params: z.object({ name: z.string().check(z.maxLength(5)) }),
    status: 200,
    media: 'file',
    problems: ['download-link-gone'],
  }),
};

const handler = api({
  routes,
  useCases: {
    saveFile: async ({ params }, { problem }) => {
      if (params.name === 'gone') throw problem('download-link-gone');
      if (params.name === 'far') return { to: new URL('https://storage.example/far.zip') };
      return { bytes: new Uint8Array([0, 255, 10]), type: 'application/pdf', disposition: 'attachment; filename="a.pdf"' };
    },
  },
  verifyToken: async () => undefined,
  membership: async () => false,
  siteAddress: FORM_ORIGIN,
});
const ask = async (name: string) =>
  (await handler(apiEvent({ route: 'GET /file/{name}', params: { name } }), lambdaContext())) as Required<ApiResult>;

describe('a file that is answered', () => {
  it('comes byte for byte, to be saved, taken for what it is said to be, run by nobody and kept by no cache', async () => {
    const { statusCode, headers, body, isBase64Encoded } = await ask('here');
    expect([statusCode, isBase64Encoded, [...Buffer.from(body, 'base64')]]).toEqual([200, true, [0, 255, 10]]);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="a.pdf"',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('that is too large for an answer is at another address, which is kept by no cache either', async () => {
    const { statusCode, headers } = await ask('far');
    expect([statusCode, headers['location'], headers['cache-control']]).toEqual([303, 'https://storage.example/far.zip', 'no-store']);
  });

  it.each([
    ['gone', 404, 'Ce lien n’est plus valable'],
    ['no name', 400, 'incomplète ou incorrecte'],
  ])('is told of in a page when it is not there: %s', async (name, status, words) => {
    const { statusCode, headers, body } = await ask(name);
    expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(body).toContain(words);
  });
});
