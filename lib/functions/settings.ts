import type { FunctionName } from '../../schemas/environment.ts';
import type { TableName, tables } from '../../schemas/tables.ts';
import { accountSettings } from './account-settings.ts';
import { alertSettings } from './alert-settings.ts';
import { documentSettings } from './document-settings.ts';
import { identitySettings } from './identity-settings.ts';
import { spaceSettings } from './space-settings.ts';
import { webhookSettings } from './webhook-settings.ts';

type IndexedTable = { [Name in TableName]: (typeof tables)[Name] extends { indexes: object } ? Name : never }[TableName];
type IndexOf<Name extends IndexedTable> = Extract<keyof (typeof tables)[Name]['indexes'], string>;
type TableIndex = { [Name in IndexedTable]: `${Name}/${IndexOf<Name>}` }[IndexedTable];

export type TableVerb =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';
export type ObjectVerb = 'GetObject' | 'PutObject' | 'DeleteObject' | 'AbortMultipartUpload';
export type BucketName = 'content' | 'uploads' | 'documents' | 'site' | 'exports';
export type QueueName =
  | 'imports'
  | 'audience'
  | 'audience-urgent'
  | 'delivery'
  | 'delivery-urgent'
  | 'digest-parts'
  | 'digest-delivery'
  | 'webhooks';

/** All that a function may do, verb by verb. What is not here is refused, on AWS and on one machine alike. */
export interface FunctionSettings {
  /** MB; processor time grows with it. */
  memory: number;
  /** Seconds. */
  timeout: number;
  tables?: { readonly [Target in TableName | TableIndex]?: readonly TableVerb[] };
  /** By bucket, then by key or prefix. */
  objects?: { readonly [Bucket in BucketName]?: Readonly<Record<string, readonly ObjectVerb[]>> };
  /** Buckets whose missing objects it must tell from forbidden ones: S3 only says so to who may list. */
  lists?: readonly BucketName[];
  sendsTo?: readonly QueueName[];
  publishesEvents?: true;
  readsLeaveKeys?: true;
  readsWebhookKeys?: true;
  readsIdentityKeys?: true;
  readsStateSecrets?: true;
  signsTokens?: true;
  sendsMail?: true;
  /** To one person, what that person waits for. */
  sendsLetters?: true;
  /** SMS, to any number: a phone is no resource that a policy could name. */
  sendsTexts?: true;
}

const API = { memory: 1024, timeout: 10 };
const WORKER = { memory: 512, timeout: 30 };
const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

export const functionSettings: Record<FunctionName, FunctionSettings> = {
  ...accountSettings,
  'fiches-api': {
    ...API,
    tables: {
      fiches: [...WHOLE_ITEM, 'Query'],
      'fiches/byTheme': ['Query'],
      'fiches/byAudience': ['Query'],
      'fiches/toReview': ['Query'],
      imports: ['GetItem', 'PutItem', 'Query'],
      'imports/byDate': ['Query'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    objects: {
      content: {
        'content/*': ['GetObject', 'PutObject'],
        'differences/*': ['GetObject', 'PutObject'],
        'drafts/*': ['GetObject', 'PutObject'],
      },
      uploads: { 'imports/*': ['PutObject'] },
      site: { 'search/index.json': ['GetObject'] },
    },
    lists: ['site'],
  },
  'fiches-importer': {
    memory: 1769,
    timeout: 510,
    tables: {
      fiches: ['GetItem', 'BatchGetItem', 'PutItem'],
      'fiches/byAudience': ['Query'],
      imports: ['GetItem', 'PutItem', 'UpdateItem'],
      outbox: ['PutItem'],
    },
    objects: {
      content: { 'content/*': ['GetObject', 'PutObject'], 'differences/*': ['PutObject'] },
      uploads: { 'imports/*': ['GetObject'] },
    },
    sendsTo: ['imports'],
  },
  'fiches-fetcher': {
    memory: 1024,
    timeout: 300,
    tables: { imports: ['GetItem', 'PutItem'], audit: ['PutItem'] },
    objects: { uploads: { 'imports/*': ['PutObject'] } },
  },
  'fiches-pages': {
    ...WORKER,
    tables: { fiches: ['GetItem', 'Query'] },
    objects: {
      content: { 'content/*': ['GetObject'], 'differences/*': ['GetObject'] },
      site: { 'fiches/*': ['PutObject'] },
    },
  },
  'fiches-index': {
    memory: 1024,
    timeout: 60,
    tables: { 'fiches/byAudience': ['Query'] },
    objects: { site: { 'index.html': ['PutObject'], 'themes/*': ['PutObject'], 'search/index.json': ['GetObject', 'PutObject'] } },
    lists: ['site'],
  },
  'fiches-feeds': {
    ...WORKER,
    timeout: 60,
    tables: { fiches: ['GetItem', 'BatchGetItem'], feeds: ['GetItem', 'PutItem', 'Query'] },
    objects: { site: { 'significant.atom': ['PutObject'], 'themes/*.atom': ['PutObject'] } },
  },
  'fiches-due': {
    memory: 512,
    timeout: 50,
    tables: { fiches: ['GetItem', 'PutItem', 'DeleteItem'], 'fiches/due': ['Query'], outbox: ['PutItem'] },
    objects: {
      content: { 'content/*': ['GetObject', 'PutObject'], 'differences/*': ['PutObject'], 'drafts/*': ['GetObject'] },
    },
  },
  ...alertSettings,
  ...spaceSettings,
  ...identitySettings,
  ...documentSettings,
  ...webhookSettings,
  'publisher-outbox': { ...WORKER, publishesEvents: true },
};
