import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { Wake } from './messages.ts';
import type { EndpointStore } from './store/endpoint-store.ts';
import type { StartReplay } from './store/replay-store.ts';

export interface ReplayDeliveriesDependencies {
  endpoints: Pick<EndpointStore, 'find'>;
  startReplay: StartReplay;
  wake: Wake;
  clock: Clock;
}

/** Only writes down what is wanted: the sender puts the deliveries back page by page, however many they are. */
export const replayWebhookDeliveries =
  ({ endpoints, startReplay, wake, clock }: ReplayDeliveriesDependencies): UseCase<typeof webhooks.replayWebhookDeliveries> =>
  async ({ params: { webhookId }, body: { since, which } }, { trail, problem }) => {
    const endpoint = await endpoints.find(webhookId);
    if (!endpoint) throw problem('webhook-not-found');
    if (endpoint.disabled) throw problem('webhook-disabled');
    const started = await startReplay(webhookId, { since, which, until: clock().toISOString() }, trail);
    if (!started) throw problem('webhook-replay-running');
    await wake(webhookId);
  };
