import { HOLDINGS } from './holdings-settings.ts';
import { letterTables } from './letter-settings.ts';

const WORKER = { memory: 512, timeout: 30 } as const;
const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;
/** What goes with a change of a document, in its transaction. */
const TOLD = { actions: ['PutItem'], outbox: ['PutItem'] } as const;
const ERASES = {
  'deposits/*': ['DeleteObject'],
  'incoming/*': ['DeleteObject'],
  'files/*': ['DeleteObject'],
  'previews/*': ['DeleteObject'],
} as const;

/** What the functions behind documents may do. Nobody but the checker reads what came in, and nobody but it writes what is read. */
export const documentSettings = {
  'documents-api': {
    memory: 1024,
    timeout: 10,
    tables: { ...TOLD, audit: ['PutItem'], memberships: ['GetItem', 'ConditionCheckItem'], documents: [...WHOLE_ITEM, 'Query'] },
    objects: {
      documents: { 'incoming/*': ['PutObject'], 'files/*': ['GetObject'], 'previews/*': ['GetObject'] },
      exports: { 'wallets/*': ['GetObject'] },
    },
  },
  'documents-checker': {
    memory: 1024,
    timeout: 60,
    tables: { ...TOLD, documents: WHOLE_ITEM },
    objects: {
      documents: { ...ERASES, 'incoming/*': ['GetObject', 'DeleteObject'], 'files/*': ['PutObject', 'DeleteObject'] },
    },
    lists: ['documents'],
  },
  /** Brings what was not scanned to where it is, once more. */
  'documents-sweeper': {
    ...WORKER,
    timeout: 50,
    tables: { ...TOLD, documents: [...WHOLE_ITEM, 'Query'], 'documents/due': ['Query'] },
    objects: { documents: { ...ERASES, 'incoming/*': ['GetObject', 'PutObject', 'DeleteObject'] } },
    lists: ['documents'],
  },
  'documents-exchanges': {
    ...WORKER,
    tables: {
      accounts: ['GetItem'],
      outbox: ['PutItem'],
      memberships: ['Query', 'ConditionCheckItem'],
      documents: ['GetItem', 'PutItem', 'UpdateItem'],
    },
    objects: {
      documents: {
        'deposits/*': ['GetObject', 'DeleteObject'],
        'incoming/*': ['PutObject'],
        'files/*': ['GetObject'],
        'copies/*': ['PutObject'],
      },
    },
    lists: ['documents'],
  },
  /** A picture of 25 million pixels is decoded whole. */
  'documents-previewer': {
    memory: 2048,
    timeout: 60,
    tables: { documents: ['GetItem', 'PutItem'] },
    objects: { documents: { ...ERASES, 'files/*': ['GetObject', 'DeleteObject'], 'previews/*': ['PutObject', 'DeleteObject'] } },
  },
  /** Holds ten megabytes of an archive at once, whatever its size. */
  'documents-archiver': {
    memory: 512,
    timeout: 240,
    tables: { documents: ['GetItem', 'Query', 'UpdateItem'] },
    objects: {
      documents: { 'files/*': ['GetObject'] },
      exports: { 'wallets/*': ['PutObject', 'AbortMultipartUpload', 'DeleteObject'] },
    },
  },
  'documents-cleaner': {
    ...WORKER,
    timeout: 240,
    tables: { documents: ['Query', 'BatchWriteItem'] },
    objects: { documents: ERASES, exports: { 'wallets/*': ['DeleteObject'] } },
  },
  'documents-holdings': {
    ...HOLDINGS,
    tables: { outbox: ['PutItem'], documents: ['Query', 'BatchWriteItem'] },
    objects: { documents: ERASES, exports: { ...HOLDINGS.objects.exports, 'wallets/*': ['DeleteObject'] } },
  },
  'documents-letters': {
    ...WORKER,
    timeout: 120,
    tables: { accounts: ['BatchGetItem'], memberships: ['Query'], documents: ['GetItem'], ...letterTables },
    sendsLetters: true,
  },
} as const;
