import { address, text } from './variables.ts';

export const table = text(3);
export const queueUrl = address;

/** Every function that answers the API checks tokens and writes to these. */
export const api = {
  /** Who signs access tokens; its keys are at `JWKS_ADDRESS`. */
  TOKEN_ISSUER: address,
  TOKEN_AUDIENCE: text(1),
  JWKS_ADDRESS: address,
  MEMBERSHIPS_TABLE: table,
  AUDIT_TABLE: table,
  OUTBOX_TABLE: table,
};
