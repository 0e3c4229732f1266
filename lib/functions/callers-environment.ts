import type { DataStack } from '../stacks/data.ts';

/** Whom an access token must be meant for. */
export const AUDIENCE = 'parvis-api';

/** What every function that knows its callers is given. */
export const callersEnvironment = ({ parameters, tables }: DataStack) => ({
  TOKEN_ISSUER: parameters.tokenIssuer,
  TOKEN_AUDIENCE: AUDIENCE,
  JWKS_ADDRESS: parameters.jwksAddress,
  MEMBERSHIPS_TABLE: tables.memberships.tableName,
  AUDIT_TABLE: tables.audit.tableName,
  OUTBOX_TABLE: tables.outbox.tableName,
});
