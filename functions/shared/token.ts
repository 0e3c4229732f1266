import { FetchError, JwksValidationError } from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt, validateJwtFields } from 'aws-jwt-verify/jwt';
import * as z from 'zod/mini';
import { AccountId, Role } from '../../schemas/account.ts';
import { SessionId } from '../../schemas/session.ts';
import { ACCESS_TOKEN_TYPE, API_SCOPE } from '../../schemas/token.ts';
import type { Caller } from './context.ts';
import { signatureChecker } from './signature.ts';

/**
 * The caller that an access token speaks for (RFC 9068); undefined when it is forged, expired, or meant for something else. Throws when the
 * issuer's keys cannot be had: that is our failure, and nobody is told to sign in again for it.
 */
export type VerifyToken = (token: string) => Promise<Caller | undefined>;

/** The library checks `exp` only where there is one; a token without end is none of ours. */
const Claims = z.object({ sub: AccountId, role: Role, exp: z.number(), auth_time: z.optional(z.int()), sid: z.optional(SessionId) });

/** The library only fetches keys over TLS; on one machine the issuer is on the loopback and speaks plain HTTP. */
const loopback: Fetcher = {
  async fetch(uri) {
    const { default: http } = await import('node:http');
    return new Promise((resolve, reject) => {
      http
        .get(uri, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            if (response.statusCode === 200) resolve(new Uint8Array(Buffer.concat(parts)).buffer);
            else reject(new FetchError(uri, `status ${response.statusCode}`));
          });
        })
        .on('error', (error) => reject(new FetchError(uri, error.message)));
    });
  },
};

/** Verifies signature (keys cached), issuer, audience, type, scope and life time. */
export const tokenVerifier = ({
  issuer,
  audience,
  jwksAddress,
}: {
  issuer: string;
  audience: string;
  jwksAddress: string;
}): VerifyToken => {
  const fetcher = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(jwksAddress) ? loopback : new SimpleFetcher();
  const keys = new SimpleJwksCache({ fetcher });
  const isSigned = signatureChecker();
  const verify = async (token: string): Promise<Verified | undefined> => {
    try {
      const parts = decomposeUnverifiedJwt(token);
      const { header, headerB64, payload, payloadB64, signatureB64 } = parts;
      if (header.typ !== ACCESS_TOKEN_TYPE) return undefined;
      const jwk = await keys.getJwk(jwksAddress, parts);
      if (!isSigned(jwk, { algorithm: header.alg, text: `${headerB64}.${payloadB64}`, signature: signatureB64 })) return undefined;
      validateJwtFields(payload, { issuer, audience, scope: API_SCOPE });
      return readClaims(payload);
    } catch (error) {
      if (error instanceof FetchError || error instanceof JwksValidationError) throw error;
      return undefined;
    }
  };
  return remembered(verify);
};

interface Verified {
  caller: Caller;
  /** Epoch seconds. */
  exp: number;
}

const readClaims = (payload: unknown): Verified | undefined => {
  const claims = Claims.safeParse(payload);
  if (!claims.success) return undefined;
  const { sub, role, exp, auth_time: authenticatedAt, sid: sessionId } = claims.data;
  const caller = { accountId: sub, role, ...(authenticatedAt !== undefined && { authenticatedAt }), ...(sessionId && { sessionId }) };
  return { caller, exp };
};

const REMEMBERED = 1000;

/**
 * A signature costs more than all the rest of a request, and a person's calls carry the same token for its five minutes: what this instance
 * has verified stays verified until its own end, never longer. A refusal is not remembered.
 */
const remembered = (verify: (token: string) => Promise<Verified | undefined>): VerifyToken => {
  const known = new Map<string, Verified>();
  return async (token) => {
    const before = known.get(token);
    if (before && before.exp > Date.now() / 1000) return before.caller;
    const verified = await verify(token);
    known.delete(token);
    if (!verified) return undefined;
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(token, verified);
    return verified.caller;
  };
};
