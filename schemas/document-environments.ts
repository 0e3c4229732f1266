import { api, holdings, letters, table } from './environment-parts.ts';
import { address, text } from './variables.ts';

const kept = { DOCUMENTS_TABLE: table, DOCUMENTS_BUCKET: text(3) };
/** Whoever changes documents tells the feed of their space, and asks whether the person still is a member. */
const changes = { ...kept, ACTIONS_TABLE: table, MEMBERSHIPS_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table };

/** What each function behind documents reads from its environment. */
export const documentEnvironments = {
  'documents-api': { ...api, ...changes, EXPORTS_BUCKET: text(3), SITE_ADDRESS: address },
  'documents-checker': changes,
  'documents-sweeper': changes,
  'documents-exchanges': { ...changes, ACCOUNTS_TABLE: table },
  'documents-previewer': changes,
  'documents-archiver': { ...changes, EXPORTS_BUCKET: text(3) },
  'documents-cleaner': { ...kept, EXPORTS_BUCKET: text(3) },
  'documents-holdings': { ...kept, ...holdings },
  'documents-letters': { DOCUMENTS_TABLE: table, MEMBERSHIPS_TABLE: table, ACCOUNTS_TABLE: table, SITE_ADDRESS: address, ...letters },
} as const;
