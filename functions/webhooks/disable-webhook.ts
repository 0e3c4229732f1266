import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

/** A pause: what happens meanwhile is written as always, and waits. */
export const disableWebhook =
  ({ endpoints, clock }: { endpoints: Pick<EndpointStore, 'setDisabled'>; clock: Clock }): UseCase<typeof webhooks.disableWebhook> =>
  async ({ params }, { trail, problem }) => {
    const disabled = { reason: 'administrator', at: clock().toISOString() } as const;
    if (!(await endpoints.setDisabled(params.webhookId, disabled, trail))) throw problem('webhook-not-found');
  };
