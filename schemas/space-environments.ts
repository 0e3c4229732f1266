import { api, holdings, letters, table } from './environment-parts.ts';
import { address, text } from './variables.ts';

const spaces = { SPACES_TABLE: table, MEMBERSHIPS_TABLE: table };
const withFeed = { ...spaces, ACTIONS_TABLE: table };

/** What each function behind spaces reads from its environment. */
export const spaceEnvironments = {
  'spaces-api': {
    ...api,
    ...withFeed,
    ACCOUNTS_TABLE: table,
    HISTORY_TABLE: table,
    /** Keys of another purpose are made from the same secret, to seal the links of invitations. */
    LEAVE_KEYS_SECRET: text(3),
  },
  'spaces-letters': { ...spaces, ACCOUNTS_TABLE: table, LEAVE_KEYS_SECRET: text(3), SITE_ADDRESS: address, ...letters },
  'spaces-holdings': { ...holdings, ...withFeed },
  'spaces-cleaner': withFeed,
  'spaces-due': { ...withFeed, ACCOUNTS_TABLE: table, HISTORY_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
} as const;
