import { api, table } from './environment-parts.ts';
import { address } from './variables.ts';

/** What each function behind accounts that sign in reads from its environment. */
export const identityEnvironments = {
  'identity-pages': { SITE_ADDRESS: address, OIDC_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'identity-api': { ...api, OIDC_TABLE: table },
} as const;
