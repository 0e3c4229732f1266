const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** What the functions behind spaces may do. */
export const spaceSettings = {
  'spaces-api': {
    memory: 1024,
    timeout: 10,
    tables: {
      accounts: ['GetItem'],
      memberships: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem', 'Query'],
      spaces: [...WHOLE_ITEM, 'BatchGetItem', 'Query'],
      actions: ['PutItem', 'Query'],
      'actions/byKind': ['Query'],
      'actions/byPerson': ['Query'],
      'actions/byKindAndPerson': ['Query'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
  },
} as const;
