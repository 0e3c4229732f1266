import { api, table } from './environment-parts.ts';
import { address, text } from './variables.ts';

/** Every function that sets up how people prove who they are, or asks for it. */
const factors = { FACTORS_TABLE: table, HISTORY_TABLE: table, IDENTITY_KEYS_SECRET: text(3), SITE_ADDRESS: address };

/** What each function behind accounts that sign in reads from its environment. */
export const identityEnvironments = {
  'identity-pages': {
    ...factors,
    OIDC_TABLE: table,
    ACCOUNTS_TABLE: table,
    ATTEMPTS_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
  },
  'identity-api': { ...api, ...factors, OIDC_TABLE: table, ACCOUNTS_TABLE: table },
} as const;
