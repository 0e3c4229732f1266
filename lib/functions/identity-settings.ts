/** What the functions behind sign-in may do. */
export const identitySettings = {
  'identity-pages': {
    memory: 1024,
    timeout: 10,
    tables: {
      oidc: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      accounts: ['GetItem'],
      factors: ['GetItem', 'PutItem'],
      attempts: ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
  },
  'identity-api': {
    memory: 1024,
    timeout: 10,
    tables: {
      oidc: ['BatchGetItem'],
      'oidc/byAccount': ['Query'],
      factors: ['GetItem', 'PutItem'],
      history: ['PutItem'],
      accounts: ['BatchGetItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
  },
  'identity-federation': {
    memory: 1024,
    timeout: 28,
    tables: {
      accounts: ['GetItem'],
      credentials: ['GetItem', 'ConditionCheckItem'],
      factors: ['GetItem'],
      identities: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      oidc: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      history: ['PutItem'],
      outbox: ['PutItem'],
      audit: ['PutItem'],
    },
    readsIdentityKeys: true,
    readsStateSecrets: true,
  },
} as const;
