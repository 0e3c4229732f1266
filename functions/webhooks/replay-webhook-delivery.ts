import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { Wake } from './messages.ts';
import { shownDelivery } from './shown-delivery.ts';
import type { AskedDeliveries, DeliveryStore } from './store/delivery-store.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface ReplayDeliveryDependencies {
  endpoints: Pick<EndpointStore, 'find'>;
  deliveries: Pick<DeliveryStore, 'find'> & Pick<AskedDeliveries, 'putBack'>;
  wake: Wake;
  clock: Clock;
}

/** An attempt that ends at the same moment moves the delivery, and then it is read anew; more than that is no coincidence. */
const READS = 3;

/** The same event, under the same id: a partner that had it before passes over it. */
export const replayWebhookDelivery =
  ({ endpoints, deliveries, wake, clock }: ReplayDeliveryDependencies): UseCase<typeof webhooks.replayWebhookDelivery> =>
  async ({ params: { webhookId, deliveryId } }, { trail, problem }) => {
    const endpoint = await endpoints.find(webhookId);
    if (!endpoint) throw problem('webhook-not-found');
    if (endpoint.disabled) throw problem('webhook-disabled');
    for (let read = 0; read < READS; read++) {
      const delivery = await deliveries.find(webhookId, deliveryId);
      if (!delivery) throw problem('webhook-delivery-not-found');
      const now = clock();
      if (!(await deliveries.putBack(delivery, now, trail))) continue;
      await wake(webhookId);
      return shownDelivery({ ...delivery, state: 'pending', nextAttemptAt: now.toISOString() });
    }
    throw new Error(`a delivery moved ${READS} times while it was being put back`);
  };
