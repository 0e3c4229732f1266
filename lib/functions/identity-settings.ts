/** What the functions behind sign-in may do. */
export const identitySettings = {
  'identity-pages': {
    memory: 1024,
    timeout: 10,
    tables: { oidc: ['GetItem', 'UpdateItem', 'DeleteItem'], audit: ['PutItem'] },
  },
  'identity-api': {
    memory: 1024,
    timeout: 10,
    tables: { oidc: ['BatchGetItem'], 'oidc/byAccount': ['Query'] },
  },
} as const;
