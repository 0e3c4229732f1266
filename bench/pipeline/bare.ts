import { type KeyObject, verify } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { derSignature } from '../../functions/shared/signature.ts';

interface Claims {
  iss?: string;
  aud?: string;
  exp?: number;
  scope?: string;
  sub?: string;
  role?: string;
}

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Signature and claims by hand; `keys` by their id. */
const verifyByHand = (token: string, issuer: string, keys: Map<string, KeyObject>): Claims | undefined => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { kid, typ } = decode(header) as { kid: string; typ: string };
  const key = keys.get(kid);
  const signed = Buffer.from(`${header}.${payload}`);
  const sent = Buffer.from(signature, 'base64url');
  const readable = key?.asymmetricKeyType === 'ec' ? derSignature(sent) : sent;
  if (!key || !readable || typ !== 'at+jwt' || !verify('sha256', signed, key, readable)) return undefined;
  const claims = decode(payload) as Claims;
  const meant = claims.iss === issuer && claims.aud === 'parvis-api' && claims.scope?.split(' ').includes('parvis');
  return meant && uuid.test(claims.sub ?? '') ? claims : undefined;
};

/** The same work by hand, with nothing but Node: token (known again when seen before), parameters and body, one log line, the answer. */
export const bareHandler = (issuer: string, keys: Map<string, KeyObject>) => {
  const verified = new Map<string, Claims>();
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const started = performance.now();
    const token = (event.headers['authorization'] ?? '').slice('Bearer '.length);
    const claims = verified.get(token) ?? verifyByHand(token, issuer, keys);
    if (!claims || (claims.exp ?? 0) < Date.now() / 1000) return { statusCode: 401 };
    if (verified.size < 1000) verified.set(token, claims);
    const { audience = '', ficheId = '' } = event.pathParameters ?? {};
    if (!['particuliers', 'professionnels', 'associations'].includes(audience) || !/^[FNR]\d{1,7}$/.test(ficheId))
      return { statusCode: 400 };
    const body = JSON.parse(event.body ?? '') as { title?: unknown; significance?: unknown; at?: unknown };
    if (typeof body.title !== 'string' || body.title.length < 3 || body.title.length > 200) return { statusCode: 400 };
    if (body.significance !== 'significant' && body.significance !== 'minor') return { statusCode: 400 };
    if (body.at !== null && (typeof body.at !== 'string' || !instant.test(body.at))) return { statusCode: 400 };
    const answer = { id: claims.sub, title: body.title, at: body.at };
    console.log(
      JSON.stringify({
        level: 'INFO',
        message: 'request.answered',
        timestamp: new Date().toISOString(),
        correlationId: event.requestContext.requestId,
        route: 'writeNote',
        status: 200,
        accountId: claims.sub,
        milliseconds: Math.round(performance.now() - started),
      }),
    );
    return { statusCode: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(answer) };
  };
};
