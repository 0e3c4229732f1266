import type { AccountId, SpaceId } from '../../schemas/account.ts';
import { log } from '../shared/log.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

interface Dependencies {
  store: Pick<SubscriptionStore, 'list' | 'end'>;
  membership: Membership;
}

/**
 * Ends what somebody followed from a space that they belong to no more. Whoever has come back follows what they follow now: a subscription that
 * began since then stays.
 */
export const onMembershipEnded =
  ({ store, membership }: Dependencies) =>
  async ({ spaceId, accountId, at }: { spaceId: SpaceId; accountId: AccountId; at: string }): Promise<void> => {
    const back = await membership(spaceId, accountId);
    const older = (await store.list(spaceId, accountId)).filter(({ subscribedAt }) => !back || subscribedAt <= at);
    let count = 0;
    for (const subscription of older) if (await store.end(subscription)) count += 1;
    log('subscriptions.ended', { accountId, count });
  };
