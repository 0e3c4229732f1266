import { HOLDINGS } from './holdings-settings.ts';
import { letterTables } from './letter-settings.ts';

const API = { memory: 1024, timeout: 10 } as const;
const WORKER = { memory: 512, timeout: 30 } as const;

/** What the functions behind accounts may do. */
export const accountSettings = {
  'accounts-api': {
    ...API,
    tables: {
      accounts: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      profiles: ['GetItem', 'PutItem'],
      history: ['Query', 'PutItem'],
      memberships: ['PutItem'],
      audit: ['PutItem'],
    },
  },
  'accounts-leaving': {
    ...API,
    tables: {
      accounts: ['GetItem', 'UpdateItem'],
      leaving: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    objects: { exports: { 'archives/*': ['GetObject'] } },
  },
  'accounts-addresses': { ...WORKER, tables: { accounts: ['GetItem', 'UpdateItem'] } },
  'accounts-holdings': {
    ...HOLDINGS,
    tables: {
      accounts: ['GetItem'],
      profiles: ['GetItem', 'DeleteItem'],
      history: ['Query', 'DeleteItem'],
      leaving: ['Query', 'DeleteItem'],
      outbox: ['PutItem'],
    },
    objects: { exports: { 'parts/*': ['PutObject', 'AbortMultipartUpload', 'DeleteObject'], 'archives/*': ['DeleteObject'] } },
  },
  'accounts-identities': {
    ...WORKER,
    tables: { accounts: ['ConditionCheckItem'], profiles: ['UpdateItem'], identities: ['GetItem'] },
  },
  'accounts-exporter': {
    memory: 1024,
    timeout: 240,
    tables: { leaving: ['UpdateItem'], history: ['PutItem'], outbox: ['PutItem'] },
    objects: {
      exports: { 'parts/*': ['GetObject', 'DeleteObject'], 'archives/*': ['PutObject', 'AbortMultipartUpload'] },
      documents: { 'files/*': ['GetObject'] },
    },
  },
  'accounts-eraser': {
    ...WORKER,
    tables: {
      accounts: ['GetItem', 'DeleteItem'],
      memberships: ['DeleteItem'],
      leaving: ['UpdateItem', 'PutItem', 'DeleteItem'],
      ...letterTables,
    },
    sendsLetters: true,
  },
  'accounts-letters': { ...WORKER, tables: { accounts: ['GetItem'], ...letterTables }, sendsLetters: true },
  'accounts-reconciler': {
    ...WORKER,
    timeout: 120,
    tables: {
      accounts: ['GetItem', 'UpdateItem'],
      leaving: ['GetItem', 'UpdateItem', 'DeleteItem'],
      'leaving/due': ['Query'],
      outbox: ['PutItem'],
    },
  },
} as const;
