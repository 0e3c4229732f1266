import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { UseCase } from '../shared/router.ts';
import { shownDelivery } from './shown-delivery.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface ListDeliveriesDependencies {
  endpoints: Pick<EndpointStore, 'find'>;
  deliveries: Pick<DeliveryStore, 'list'>;
}

export const listWebhookDeliveries =
  ({ endpoints, deliveries }: ListDeliveriesDependencies): UseCase<typeof webhooks.listWebhookDeliveries> =>
  async ({ params: { webhookId }, query }, { problem }) => {
    if (!(await endpoints.find(webhookId))) throw problem('webhook-not-found');
    const { items, next } = await deliveries.list(webhookId, query);
    return { items: items.map(shownDelivery), next };
  };
