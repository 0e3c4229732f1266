import type { Environment } from '../../../schemas/environment.ts';

/** Where links to other identities, and the accounts that they open, are kept. */
export const federationTables = (environment: Environment<'identity-federation'>) => ({
  accounts: environment.ACCOUNTS_TABLE,
  memberships: environment.MEMBERSHIPS_TABLE,
  identities: environment.IDENTITIES_TABLE,
  credentials: environment.CREDENTIALS_TABLE,
  factors: environment.FACTORS_TABLE,
  history: environment.HISTORY_TABLE,
});
