import { HOLDINGS } from './holdings-settings.ts';
import { letterTables } from './letter-settings.ts';

const WORKER = { memory: 512, timeout: 30 } as const;

/** What the functions behind spaces may do. */
export const spaceSettings = {
  'spaces-api': {
    memory: 1024,
    timeout: 10,
    tables: {
      accounts: ['GetItem'],
      memberships: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem', 'Query'],
      spaces: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
      'spaces/byAddress': ['Query'],
      actions: ['PutItem', 'Query'],
      'actions/byKind': ['Query'],
      'actions/byPerson': ['Query'],
      'actions/byKindAndPerson': ['Query'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsLeaveKeys: true,
  },
  'spaces-letters': {
    ...WORKER,
    tables: { accounts: ['BatchGetItem'], memberships: ['GetItem'], spaces: ['GetItem', 'BatchGetItem'], ...letterTables },
    readsLeaveKeys: true,
    sendsLetters: true,
  },
  'spaces-cleaner': {
    ...WORKER,
    timeout: 240,
    tables: { memberships: ['GetItem'], spaces: ['GetItem', 'Query', 'DeleteItem'], actions: ['Query', 'DeleteItem'] },
  },
  'spaces-holdings': {
    ...HOLDINGS,
    tables: {
      memberships: ['Query', 'DeleteItem'],
      spaces: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'spaces/byAddress': ['Query'],
      actions: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'actions/byPerson': ['Query'],
      'actions/byKindAndPerson': ['Query'],
      outbox: ['PutItem'],
    },
  },
  'spaces-due': {
    ...WORKER,
    timeout: 50,
    tables: {
      accounts: ['GetItem'],
      memberships: ['Query', 'DeleteItem'],
      spaces: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      history: ['PutItem'],
      'spaces/due': ['Query'],
      outbox: ['PutItem'],
    },
  },
} as const;
