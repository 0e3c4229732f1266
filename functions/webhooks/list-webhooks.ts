import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { shownWebhook } from './shown-webhook.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export const listWebhooks =
  ({ endpoints, clock }: { endpoints: Pick<EndpointStore, 'list'>; clock: Clock }): UseCase<typeof webhooks.listWebhooks> =>
  async ({ query }) => {
    const { items, next } = await endpoints.list(query);
    return { items: items.map((one) => shownWebhook(one, clock())), next };
  };
