import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { Refusal } from './relying-party.ts';

/** What the library says when nobody answered, or not in time. */
const SILENCE = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);
/** Trouble of the service itself, or between it and us: no person can do anything about these (RFC 6749). */
const TROUBLE = new Set(['server_error', 'temporarily_unavailable', 'invalid_client', 'unauthorized_client']);

const ownTrouble = (error: string): Refusal => (TROUBLE.has(error) ? 'unavailable' : 'not-believed');

const statusOf = ({ cause }: ClientError): number => (cause instanceof Response ? cause.status : 0);

/**
 * How the library's many errors are told: what is not known to be harmless is an answer that must not be believed. Undefined for what went wrong on
 * our own side.
 */
export const refusalOf = (error: unknown): Refusal | undefined => {
  if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'given-up' : ownTrouble(error.error);
  if (error instanceof ResponseBodyError) return ownTrouble(error.error);
  if (error instanceof WWWAuthenticateChallengeError) return 'not-believed';
  if (error instanceof ClientError) return SILENCE.has(error.code ?? '') || statusOf(error) >= 500 ? 'unavailable' : 'not-believed';
  /** The network fails as a TypeError: no name, no connection, no certificate. */
  return error instanceof TypeError ? 'unavailable' : undefined;
};
