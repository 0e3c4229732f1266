import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { JsonObject } from '../assembly.ts';

/** What the token of a request says, when it is good. */
export type Claims = Record<string, unknown>;

export type Authorization = { granted: true; claims: Claims } | { granted: false; status: 401 | 403 };

/** Decides on the `Authorization` header of a request to a route that asks for these scopes (any one of them). */
export type Authorizer = (header: string | undefined, scopes: string[]) => Promise<Authorization>;

const algorithms: Record<string, string> = { RS256: 'RSA-SHA256', RS384: 'RSA-SHA384', RS512: 'RSA-SHA512' };
const KEYS_KEPT_MILLISECONDS = 5 * 60_000;

const fetchJson = async <T>(address: string): Promise<T> => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address} answered ${reply.status}`);
  return (await reply.json()) as T;
};

type Keys = Map<string, KeyObject>;

/** The issuer's keys, found through its own description as API Gateway does, and kept for a while. */
const keysOf = (issuer: string): (() => Promise<Keys>) => {
  let kept: { until: number; keys: Promise<Keys> } | undefined;
  const load = async (): Promise<Keys> => {
    const { jwks_uri } = await fetchJson<{ jwks_uri: string }>(`${issuer}/.well-known/openid-configuration`);
    const { keys } = await fetchJson<{ keys: (JsonWebKey & { kid: string })[] }>(jwks_uri);
    return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
  };
  return () => {
    if (!kept || kept.until < Date.now()) {
      const keys = load();
      keys.catch(() => {
        kept = undefined;
      });
      kept = { until: Date.now() + KEYS_KEPT_MILLISECONDS, keys };
    }
    return kept.keys;
  };
};

const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;

const listOf = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));

const isCurrent = ({ exp, nbf }: Claims, now: number): boolean =>
  typeof exp === 'number' && exp > now && (typeof nbf !== 'number' || nbf <= now);

/** The JWT authorizer of an HTTP API: signature, issuer, audience, times and scope; only RSA, as on AWS. */
export const jwtAuthorizer = (props: JsonObject): Authorizer => {
  const { Issuer, Audience } = props['JwtConfiguration'] as { Issuer: string; Audience: string[] };
  const keys = keysOf(Issuer.replace(/\/$/, ''));

  const readToken = async (token: string): Promise<Claims | undefined> => {
    const [head = '', payload = '', signature = ''] = token.split('.');
    const { alg, kid } = decode(head);
    const digest = algorithms[String(alg)];
    const key = (await keys()).get(String(kid));
    if (!digest || !key) return undefined;
    if (!verify(digest, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))) return undefined;
    const claims = decode(payload);
    const audience = listOf(claims['aud'] ?? claims['client_id']);
    const good = claims['iss'] === Issuer && audience.some((one) => Audience.includes(one)) && isCurrent(claims, Date.now() / 1000);
    return good ? claims : undefined;
  };

  return async (header, scopes) => {
    const token = /^(?:Bearer )?(\S+)$/i.exec(header ?? '')?.[1];
    const claims = token ? await readToken(token).catch(() => undefined) : undefined;
    if (!claims) return { granted: false, status: 401 };
    const held = listOf(claims['scope'] ?? claims['scp']).flatMap((scope) => scope.split(' '));
    return scopes.length === 0 || scopes.some((scope) => held.includes(scope))
      ? { granted: true, claims }
      : { granted: false, status: 403 };
  };
};
