import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { shownWebhook } from './shown-webhook.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export const readWebhook =
  ({ endpoints, clock }: { endpoints: Pick<EndpointStore, 'find'>; clock: Clock }): UseCase<typeof webhooks.readWebhook> =>
  async ({ params }, { problem }) => {
    const found = await endpoints.find(params.webhookId);
    if (!found) throw problem('webhook-not-found');
    return shownWebhook(found, clock());
  };
