import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { addressRefusal } from './rules/endpoint-address.ts';
import { shownWebhook } from './shown-webhook.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface ChangeDependencies {
  endpoints: Pick<EndpointStore, 'find' | 'change'>;
  clock: Clock;
  /** Takes addresses on this machine too. */
  loopback: boolean;
}

export const changeWebhook =
  ({ endpoints, clock, loopback }: ChangeDependencies): UseCase<typeof webhooks.changeWebhook> =>
  async ({ params, body: { version, ...settings } }, { trail, problem }) => {
    const refusal = addressRefusal(settings.address, loopback);
    if (refusal !== undefined) throw problem('webhook-address-refused', refusal);
    if (!(await endpoints.find(params.webhookId))) throw problem('webhook-not-found');
    const changed = await endpoints.change({ id: params.webhookId, version }, settings, trail);
    if (!changed) throw problem('webhook-outdated');
    return shownWebhook(changed, clock());
  };
