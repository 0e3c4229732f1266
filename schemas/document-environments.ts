import { api, table } from './environment-parts.ts';
import { address, text } from './variables.ts';

const documents = { DOCUMENTS_TABLE: table, ACTIONS_TABLE: table, DOCUMENTS_BUCKET: text(3) };
const commits = { OUTBOX_TABLE: table, AUDIT_TABLE: table };

/** What each function behind documents reads from its environment. */
export const documentEnvironments = {
  'documents-api': { ...api, ...documents, SITE_ADDRESS: address },
  'documents-checker': { ...documents, ...commits },
};
