const COMMIT = { actions: ['PutItem'], outbox: ['PutItem'], audit: ['PutItem'] } as const;
const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** What the functions behind documents may do. Nobody but the checker reads what came in, and nobody but it writes what is read. */
export const documentSettings = {
  'documents-api': {
    memory: 1024,
    timeout: 10,
    tables: { ...COMMIT, memberships: ['GetItem'], documents: [...WHOLE_ITEM, 'Query'] },
    objects: { documents: { 'incoming/*': ['PutObject'], 'files/*': ['GetObject'], 'previews/*': ['GetObject'] } },
  },
  'documents-checker': {
    memory: 1024,
    timeout: 60,
    tables: { actions: ['PutItem'], documents: WHOLE_ITEM },
    objects: {
      documents: {
        'incoming/*': ['GetObject', 'DeleteObject'],
        'files/*': ['PutObject', 'DeleteObject'],
        'previews/*': ['DeleteObject'],
      },
    },
    lists: ['documents'],
  },
} as const;
