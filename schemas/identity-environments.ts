import { api, holdings, letters, table } from './environment-parts.ts';
import { address, emptyOr, matching, text } from './variables.ts';

/** Empty where a provider is not offered. */
const stateProviders = {
  FRANCECONNECT_ISSUER: emptyOr(address),
  FRANCECONNECT_CLIENT_ID: matching(/^[\w-]*$/),
  PROCONNECT_ISSUER: emptyOr(address),
  PROCONNECT_CLIENT_ID: matching(/^[\w-]*$/),
};

/** Every function that sets up how people prove who they are, or asks for it. */
const factors = { FACTORS_TABLE: table, HISTORY_TABLE: table, IDENTITY_KEYS_SECRET: text(3), SITE_ADDRESS: address };

/** Every function that looks up who an address belongs to. */
const people = { ACCOUNTS_TABLE: table, CREDENTIALS_TABLE: table, PENDINGS_TABLE: table };

/** Every function that asks for a password, or makes and follows one-use links. */
const door = { ...people, LINKS_TABLE: table, ATTEMPTS_TABLE: table, HISTORY_TABLE: table, IDENTITY_KEYS_SECRET: text(3) };

/** What each function behind accounts that sign in reads from its environment. */
export const identityEnvironments = {
  'identity-pages': {
    CLIENTS_TABLE: table,
    CONSENTS_TABLE: table,
    ...factors,
    /** Empty where a provider is not offered. */
    FRANCECONNECT_ISSUER: emptyOr(address),
    PROCONNECT_ISSUER: emptyOr(address),
    OIDC_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
    /** Who activates their account gets a personal space. */
    MEMBERSHIPS_TABLE: table,
    STAFF_TABLE: table,
    ...door,
  },
  'identity-provider': {
    SITE_ADDRESS: address,
    /** Its own address, letter for letter. */
    ISSUER: address,
    TOKEN_AUDIENCE: text(1),
    OIDC_TABLE: table,
    CLIENTS_TABLE: table,
    CONSENTS_TABLE: table,
    ACCOUNTS_TABLE: table,
    HISTORY_TABLE: table,
    AUDIT_TABLE: table,
    IDENTITY_KEYS_SECRET: text(3),
    /** Keys that sign, of each kind; all are published, and the first signs. */
    ACCESS_TOKEN_KEYS: text(3),
    ID_TOKEN_KEYS: text(3),
  },
  'identity-holdings': {
    ...holdings,
    ACCOUNTS_TABLE: table,
    OIDC_TABLE: table,
    LINKS_TABLE: table,
    PENDINGS_TABLE: table,
    CREDENTIALS_TABLE: table,
    FACTORS_TABLE: table,
    IDENTITIES_TABLE: table,
    CONSENTS_TABLE: table,
    STAFF_TABLE: table,
    HISTORY_TABLE: table,
  },
  'identity-federation': {
    ...api,
    ACCOUNTS_TABLE: table,
    CREDENTIALS_TABLE: table,
    FACTORS_TABLE: table,
    HISTORY_TABLE: table,
    IDENTITIES_TABLE: table,
    OIDC_TABLE: table,
    SITE_ADDRESS: address,
    ...stateProviders,
    FRANCECONNECT_SECRET: text(3),
    PROCONNECT_SECRET: text(3),
    /** Keys of purposes of its own are made from it: for cookies, for tickets, and to open what FranceConnect encrypts. */
    IDENTITY_KEYS_SECRET: text(3),
  },
  'identity-api': { ...api, ...factors, ...door, OIDC_TABLE: table, CLIENTS_TABLE: table, CONSENTS_TABLE: table, STAFF_TABLE: table },
  /** Called by whoever deploys, and by nothing else. */
  'identity-first-administrator': {
    ...people,
    MEMBERSHIPS_TABLE: table,
    STAFF_TABLE: table,
    LINKS_TABLE: table,
    HISTORY_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
    IDENTITY_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
  },
  'identity-letters': {
    ...people,
    ...letters,
    LINKS_TABLE: table,
    IDENTITIES_TABLE: table,
    IDENTITY_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
  },
  'identity-sessions': { OIDC_TABLE: table, HISTORY_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'identity-refusals': { ...people, HISTORY_TABLE: table },
  'identity-purge': { ACCOUNTS_TABLE: table, PENDINGS_TABLE: table },
} as const;
