import type { Clock } from '../shared/clock.ts';
import { errorFields, type Log } from '../shared/log.ts';
import type { Wake } from './messages.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { StoredWebhook } from './store/endpoint-item.ts';
import type { EndpointStore } from './store/endpoint-store.ts';
import type { ReplayStore } from './store/replay-store.ts';

export interface WakeDependencies {
  endpoints: Pick<EndpointStore, 'all'>;
  deliveries: Pick<DeliveryStore, 'nextDue'>;
  replays: Pick<ReplayStore, 'find'>;
  wake: Wake;
  clock: Clock;
  log: Log;
}

/** How many endpoints are looked at at once. */
const TOGETHER = 10;

const isFree = ({ disabled, restUntil, turnUntil }: StoredWebhook, now: string): boolean =>
  disabled === null && (restUntil ?? '') <= now && (turnUntil ?? '') <= now;

/** Calls a sender to each endpoint that has something due: whatever call was lost, or comes later than a queue can wait, is made good here. */
export const wakeSenders =
  ({ endpoints, deliveries, replays, wake, clock, log }: WakeDependencies) =>
  async (): Promise<void> => {
    const now = clock().toISOString();
    const free = (await endpoints.all()).filter((endpoint) => isFree(endpoint, now));
    const look = async ({ id }: StoredWebhook): Promise<void> => {
      try {
        const next = await deliveries.nextDue(id);
        if ((next !== undefined && next <= now) || (await replays.find(id))) await wake(id);
      } catch (error) {
        log('webhook.wake-failed', { webhookId: id, ...errorFields(error) });
      }
    };
    for (let first = 0; first < free.length; first += TOGETHER) await Promise.all(free.slice(first, first + TOGETHER).map(look));
  };
