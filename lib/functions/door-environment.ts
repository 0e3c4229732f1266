import type { DataStack } from '../stacks/data.ts';

/** Where it is kept who an address belongs to. */
export const peopleEnvironment = ({ tables }: DataStack) => ({
  ACCOUNTS_TABLE: tables.accounts.tableName,
  CREDENTIALS_TABLE: tables.credentials.tableName,
  PENDINGS_TABLE: tables.pendings.tableName,
});

/** What every function is given that asks for a password, or makes and follows one-use links. */
export const doorEnvironment = (data: DataStack) => ({
  ...peopleEnvironment(data),
  LINKS_TABLE: data.tables.links.tableName,
  ATTEMPTS_TABLE: data.tables.attempts.tableName,
  HISTORY_TABLE: data.tables.history.tableName,
  IDENTITY_KEYS_SECRET: data.identityKeys.secretArn,
});
