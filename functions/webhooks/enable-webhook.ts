import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { UseCase } from '../shared/router.ts';
import type { Wake } from './messages.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export const enableWebhook =
  ({ endpoints, wake }: { endpoints: Pick<EndpointStore, 'setDisabled'>; wake: Wake }): UseCase<typeof webhooks.enableWebhook> =>
  async ({ params: { webhookId } }, { trail, problem }) => {
    if (!(await endpoints.setDisabled(webhookId, null, trail))) throw problem('webhook-not-found');
    await wake(webhookId);
  };
