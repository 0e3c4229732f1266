import { api, table } from './environment-parts.ts';

const tables = { SPACES_TABLE: table, ACTIONS_TABLE: table };

/** What each function behind spaces reads from its environment. */
export const spaceEnvironments = {
  'spaces-api': { ...api, ...tables, ACCOUNTS_TABLE: table },
} as const;
