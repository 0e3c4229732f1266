import type { WebhookId } from '../../schemas/webhook.ts';
import type { Clock } from '../shared/clock.ts';
import type { StoredDelivery } from './store/delivery-item.ts';
import type { Replay, ReplayStore } from './store/replay-store.ts';

const isWanted =
  ({ which }: Replay) =>
  ({ type, state }: StoredDelivery): boolean =>
    type !== 'webhook.test' && (state === 'failed' || (which === 'all' && state === 'delivered'));

/**
 * Puts one page of the deliveries that an administrator wants again back on its way. True while there is more; killed at any moment, the next
 * one goes on after the last page that was wholly done.
 */
export const putBackPage = async (
  { replays, clock }: { replays: Pick<ReplayStore, 'find' | 'page' | 'advance'>; clock: Clock },
  webhookId: WebhookId,
): Promise<boolean> => {
  const replay = await replays.find(webhookId);
  if (!replay) return false;
  const { deliveries, last } = await replays.page(webhookId, replay);
  const advanced = await replays.advance(webhookId, replay, { wanted: deliveries.filter(isWanted(replay)), last, at: clock() });
  return !advanced || last !== null;
};
