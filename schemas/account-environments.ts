import { api, holdings, letters, table } from './environment-parts.ts';
import { address, count, text } from './variables.ts';

const leaving = {
  ACCOUNTS_TABLE: table,
  MEMBERSHIPS_TABLE: table,
  LEAVING_TABLE: table,
  HISTORY_TABLE: table,
  OUTBOX_TABLE: table,
  AUDIT_TABLE: table,
};
const copies = { EXPORTS_BUCKET: text(3), DOCUMENTS_BUCKET: text(3) };

/** What each function behind accounts reads from its environment. */
export const accountEnvironments = {
  'accounts-api': { ...api, ACCOUNTS_TABLE: table, PROFILES_TABLE: table, HISTORY_TABLE: table },
  'accounts-leaving': {
    ...api,
    ...leaving,
    ...copies,
    /** In which somebody who asked for their account to be deleted may change their mind. */
    DELETION_PAUSE_SECONDS: count,
  },
  'accounts-addresses': { ACCOUNTS_TABLE: table },
  'accounts-holdings': { ...holdings, ...copies, ACCOUNTS_TABLE: table, PROFILES_TABLE: table, HISTORY_TABLE: table, LEAVING_TABLE: table },
  'accounts-identities': { ACCOUNTS_TABLE: table, PROFILES_TABLE: table, IDENTITIES_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'accounts-exporter': { ...copies, LEAVING_TABLE: table, HISTORY_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'accounts-eraser': { ...leaving, ...letters },
  'accounts-letters': { ACCOUNTS_TABLE: table, SITE_ADDRESS: address, ...letters },
  'accounts-reconciler': {
    ...leaving,
    /** Between closing an account and erasing it; longer than an access token lives. */
    DELETION_CLOSED_SECONDS: count,
  },
} as const;
