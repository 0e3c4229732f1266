import { createPublicKey, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AccountId } from '../../schemas/account.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { apiEvent } from '../../test/doubles/api-event.ts';
import { startIssuer } from '../../test/doubles/issuer.ts';

/** A write like those of Parvis: two parameters and a small body to check, a caller to know, an answer to strip. */
export const route = defineRoute({
  method: 'POST',
  path: '/notes/{audience}/{ficheId}',
  summary: 'Essai',
  access: 'signed-in',
  audit: 'note.written',
  params: FicheRef,
  body: z.object({
    title: z.string().check(z.minLength(3), z.maxLength(200)),
    significance: z.enum(['significant', 'minor']),
    at: z.nullable(z.iso.datetime()),
  }),
  status: 200,
  response: z.object({ id: AccountId, title: z.string(), at: z.nullable(z.iso.datetime()) }),
  problems: ['fiche-not-found'],
});

const params = { audience: 'particuliers', ficheId: 'F265' };
const body = { title: 'Carte Vitale', significance: 'minor', at: '2026-03-01T08:00:00.000Z' };

export const prepare = async (algorithm: 'ES256' | 'RS256') => {
  const issuer = await startIssuer(algorithm);
  const jwks = (await (await fetch(issuer.jwksAddress)).json()) as { keys: { kid: string }[] };
  const publicKeys = new Map(jwks.keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]));
  /** Requests of as many callers, each with a token of its own. */
  const fresh = (count: number) =>
    Array.from({ length: count }, () =>
      apiEvent({ route: `${route.method} ${route.path}`, params, body, token: issuer.mint(), requestId: randomUUID() }),
    );
  return { issuer, publicKeys, fresh };
};
