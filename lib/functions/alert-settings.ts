import { HOLDINGS } from './holdings-settings.ts';

const API = { memory: 1024, timeout: 10 } as const;
const WORKER = { memory: 512, timeout: 30 } as const;
const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** What the functions behind alerts may do. */
export const alertSettings = {
  'alerts-api': {
    ...API,
    tables: {
      accounts: ['GetItem'],
      memberships: ['GetItem', 'ConditionCheckItem'],
      fiches: ['BatchGetItem'],
      subscriptions: [...WHOLE_ITEM, 'Query'],
      preferences: ['GetItem', 'UpdateItem', 'ConditionCheckItem'],
      phones: ['GetItem'],
      publications: ['GetItem', 'Query'],
      digests: ['Query'],
      sending: ['GetItem', 'PutItem', 'Query'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsLeaveKeys: true,
  },
  'alerts-phone': {
    ...API,
    tables: { accounts: ['GetItem'], memberships: ['GetItem'], phones: [...WHOLE_ITEM, 'Query'], outbox: ['PutItem'], audit: ['PutItem'] },
    readsLeaveKeys: true,
    sendsTexts: true,
  },
  'alerts-planner': {
    ...WORKER,
    tables: { subscriptions: ['Query'], publications: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem', 'Query'] },
    sendsTo: ['audience', 'audience-urgent'],
  },
  'alerts-due': {
    ...WORKER,
    timeout: 50,
    tables: {
      subscriptions: ['Query'],
      publications: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'publications/unfinished': ['Query'],
    },
    sendsTo: ['audience', 'audience-urgent'],
  },
  'alerts-frequencies': { ...WORKER, tables: { subscriptions: ['Query', 'UpdateItem'], phones: ['GetItem'] } },
  'alerts-departures': {
    ...WORKER,
    tables: { memberships: ['GetItem'], subscriptions: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  },
  'alerts-pager': {
    ...WORKER,
    timeout: 60,
    tables: {
      subscriptions: ['Query'],
      preferences: ['BatchGetItem'],
      publications: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      digests: ['PutItem', 'ConditionCheckItem'],
    },
    sendsTo: ['audience', 'audience-urgent', 'delivery', 'delivery-urgent'],
  },
  'alerts-delivery': {
    ...WORKER,
    timeout: 11,
    tables: {
      accounts: ['BatchGetItem'],
      subscriptions: ['BatchGetItem', 'Query'],
      publications: ['GetItem', 'Query', 'UpdateItem'],
      sending: ['GetItem', 'Query', 'PutItem'],
      phones: ['GetItem', 'BatchGetItem', 'UpdateItem', 'BatchWriteItem'],
      outbox: ['PutItem'],
    },
    sendsTo: ['delivery', 'delivery-urgent'],
    readsLeaveKeys: true,
    sendsMail: true,
    sendsTexts: true,
  },
  'alerts-feedback': {
    ...WORKER,
    tables: {
      publications: ['GetItem', 'PutItem', 'UpdateItem'],
      addresses: ['GetItem', 'PutItem'],
      sending: ['UpdateItem'],
      outbox: ['PutItem'],
    },
  },
  'alerts-holdings': {
    ...HOLDINGS,
    tables: {
      subscriptions: ['Query', 'UpdateItem', 'PutItem', 'DeleteItem'],
      preferences: ['GetItem', 'DeleteItem'],
      phones: ['GetItem', 'Query', 'DeleteItem'],
      addresses: ['DeleteItem'],
      fiches: ['BatchGetItem'],
      outbox: ['PutItem'],
    },
  },
  'alerts-reputation': { ...WORKER, tables: { sending: ['GetItem', 'PutItem', 'Query'] } },
  'alerts-reconciler': {
    ...WORKER,
    timeout: 50,
    tables: { publications: ['GetItem', 'Query', 'UpdateItem'], 'publications/unfinished': ['Query'] },
    sendsTo: ['audience', 'audience-urgent', 'delivery', 'delivery-urgent', 'digest-parts', 'digest-delivery'],
  },
  'alerts-digest-planner': {
    ...WORKER,
    timeout: 50,
    tables: { digests: ['Query', 'PutItem', 'DeleteItem'], publications: ['PutItem'] },
    sendsTo: ['digest-parts'],
  },
  'alerts-digest-pager': {
    ...WORKER,
    timeout: 60,
    tables: { digests: ['Query'], publications: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
    sendsTo: ['digest-parts', 'digest-delivery'],
  },
  'alerts-digest-delivery': {
    ...WORKER,
    timeout: 11,
    tables: {
      accounts: ['BatchGetItem'],
      subscriptions: ['BatchGetItem', 'Query'],
      preferences: ['BatchGetItem'],
      spaces: ['BatchGetItem'],
      publications: ['GetItem', 'Query', 'UpdateItem'],
      sending: ['GetItem', 'Query', 'PutItem'],
    },
    sendsTo: ['digest-delivery'],
    readsLeaveKeys: true,
    sendsMail: true,
  },
} as const;
