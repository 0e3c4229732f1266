import type { DataStack } from '../stacks/data.ts';

/** The tables that a deletion is written to at each of its steps. */
export const leavingEnvironment = ({ tables }: DataStack) => ({
  ACCOUNTS_TABLE: tables.accounts.tableName,
  MEMBERSHIPS_TABLE: tables.memberships.tableName,
  LEAVING_TABLE: tables.leaving.tableName,
  HISTORY_TABLE: tables.history.tableName,
  OUTBOX_TABLE: tables.outbox.tableName,
  AUDIT_TABLE: tables.audit.tableName,
});
