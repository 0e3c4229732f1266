import { letterTables } from './letter-settings.ts';

const API = { memory: 1024, timeout: 10 } as const;
const WORKER = { memory: 512, timeout: 30 } as const;

const COUNTS = ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;
const PEOPLE = { accounts: ['GetItem'], credentials: ['GetItem'], pendings: ['GetItem'] } as const;

import { HOLDINGS } from './holdings-settings.ts';

/** What the functions behind sign-in may do. */
export const identitySettings = {
  'identity-pages': {
    ...API,
    tables: {
      oidc: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      clients: ['GetItem'],
      consents: ['GetItem', 'PutItem'],
      factors: ['GetItem', 'PutItem'],
      accounts: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      memberships: ['PutItem'],
      credentials: ['GetItem', 'PutItem'],
      pendings: ['GetItem', 'PutItem', 'DeleteItem'],
      links: ['GetItem', 'PutItem', 'UpdateItem'],
      attempts: COUNTS,
      staff: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
  },
  'identity-provider': {
    memory: 1024,
    timeout: 10,
    tables: {
      oidc: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
      'oidc/byGrant': ['Query'],
      clients: ['GetItem'],
      consents: ['GetItem'],
      accounts: ['GetItem'],
      history: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
    signsTokens: true,
  },
  'identity-holdings': {
    ...HOLDINGS,
    tables: {
      accounts: ['GetItem'],
      oidc: ['GetItem', 'BatchGetItem', 'DeleteItem', 'BatchWriteItem'],
      'oidc/byAccount': ['Query'],
      'oidc/byGrant': ['Query'],
      links: ['GetItem', 'BatchGetItem', 'BatchWriteItem'],
      'links/byAccount': ['Query'],
      'links/byAddress': ['Query'],
      pendings: ['BatchWriteItem'],
      credentials: ['GetItem', 'Query', 'DeleteItem'],
      factors: ['GetItem', 'DeleteItem'],
      identities: ['Query', 'DeleteItem'],
      consents: ['Query', 'DeleteItem'],
      staff: ['GetItem', 'DeleteItem'],
      outbox: ['PutItem'],
    },
  },
  'identity-api': {
    ...API,
    tables: {
      oidc: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
      clients: ['GetItem', 'Query', 'PutItem'],
      consents: ['Query', 'DeleteItem'],
      'oidc/byAccount': ['Query'],
      factors: ['GetItem', 'PutItem'],
      history: ['PutItem'],
      accounts: ['GetItem', 'BatchGetItem', 'UpdateItem'],
      credentials: ['GetItem', 'PutItem'],
      pendings: ['GetItem'],
      links: ['PutItem'],
      staff: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      attempts: COUNTS,
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
  },
  'identity-federation': {
    memory: 1024,
    timeout: 28,
    tables: {
      accounts: ['GetItem', 'PutItem'],
      memberships: ['PutItem'],
      credentials: ['GetItem', 'PutItem', 'ConditionCheckItem'],
      factors: ['GetItem'],
      identities: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      oidc: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
    readsStateSecrets: true,
  },
  'identity-first-administrator': {
    ...WORKER,
    tables: { ...PEOPLE, staff: ['Query', 'PutItem'], links: ['PutItem'], outbox: ['PutItem'], audit: ['PutItem'] },
    readsIdentityKeys: true,
  },
  'identity-letters': {
    ...WORKER,
    tables: { ...PEOPLE, links: ['GetItem', 'PutItem'], identities: ['GetItem'], ...letterTables },
    readsIdentityKeys: true,
    sendsLetters: true,
  },
  'identity-sessions': { ...WORKER, tables: { oidc: ['BatchGetItem', 'PutItem', 'DeleteItem'], 'oidc/byAccount': ['Query'] } },
  'identity-refusals': { ...WORKER, tables: { ...PEOPLE, history: ['PutItem'] } },
  'identity-purge': {
    ...WORKER,
    timeout: 60,
    tables: { accounts: ['GetItem', 'DeleteItem'], pendings: ['DeleteItem'], 'pendings/byEnd': ['Query'] },
  },
} as const;
