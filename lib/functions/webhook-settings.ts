const WORKER = { memory: 512, timeout: 30, sendsTo: ['webhooks'] } as const;
const WHOLE_ITEM = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** What the functions behind webhooks may do. */
export const webhookSettings = {
  'webhooks-api': {
    memory: 1024,
    timeout: 10,
    tables: { webhooks: [...WHOLE_ITEM, 'Query'], audit: ['PutItem'] },
    sendsTo: ['webhooks'],
    readsWebhookKeys: true,
  },
  'webhooks-planner': { ...WORKER, tables: { fiches: ['BatchGetItem'], webhooks: ['Query', 'PutItem'] } },
  'webhooks-sender': { ...WORKER, tables: { webhooks: [...WHOLE_ITEM, 'Query'] }, readsWebhookKeys: true },
  'webhooks-waker': { ...WORKER, tables: { webhooks: ['GetItem', 'Query'] } },
} as const;
