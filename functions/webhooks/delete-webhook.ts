import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { UseCase } from '../shared/router.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

/** Its secrets go with it, at once; what was to be sent to it is never sent, and expires. */
export const deleteWebhook =
  ({ endpoints }: { endpoints: Pick<EndpointStore, 'find' | 'remove'> }): UseCase<typeof webhooks.deleteWebhook> =>
  async ({ params, query }, { trail, problem }) => {
    if (!(await endpoints.find(params.webhookId))) throw problem('webhook-not-found');
    if (!(await endpoints.remove({ id: params.webhookId, version: query.version }, trail))) throw problem('webhook-outdated');
  };
