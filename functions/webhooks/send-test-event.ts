import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { Wake } from './messages.ts';
import { testBody } from './rules/body.ts';
import { deliveryIdOf } from './rules/delivery-id.ts';
import { shownDelivery } from './shown-delivery.ts';
import type { AskedDeliveries } from './store/delivery-store.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface TestDependencies {
  endpoints: Pick<EndpointStore, 'find'>;
  deliveries: Pick<AskedDeliveries, 'create'>;
  wake: Wake;
  clock: Clock;
  newId: () => string;
}

/** An event like any other, signed and tried again like any other, that tells of no fiche. */
export const sendTestEvent =
  ({ endpoints, deliveries, wake, clock, newId }: TestDependencies): UseCase<typeof webhooks.sendTestEvent> =>
  async ({ params: { webhookId } }, { trail, problem }) => {
    const endpoint = await endpoints.find(webhookId);
    if (!endpoint) throw problem('webhook-not-found');
    if (endpoint.disabled) throw problem('webhook-disabled');
    const now = clock();
    const occurredAt = now.toISOString();
    const id = deliveryIdOf(newId(), now);
    const created = await deliveries.create(
      { webhookId, id, type: 'webhook.test', occurredAt, body: testBody(webhookId, occurredAt) },
      now,
      trail,
    );
    await wake(webhookId);
    return shownDelivery(created);
  };
