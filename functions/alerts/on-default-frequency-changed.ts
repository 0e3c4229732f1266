import type { AccountId } from '../../schemas/account.ts';
import type { Frequency } from '../../schemas/subscription.ts';
import { log } from '../shared/log.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

interface DefaultFrequencyChange {
  accountId: AccountId;
  version: number;
  defaultFrequency: Frequency;
}

/**
 * Gives a person's new default to each subscription that follows it. Told twice, or of an older default after a newer one, it changes
 * nothing: a subscription only ever goes to a later version.
 */
export const onDefaultFrequencyChanged =
  ({ store }: { store: Pick<SubscriptionStore, 'spacesOf' | 'list' | 'followDefault'> }) =>
  async ({ accountId, version, defaultFrequency: frequency }: DefaultFrequencyChange): Promise<void> => {
    let count = 0;
    for (const spaceId of await store.spacesOf(accountId)) {
      const older = (await store.list(spaceId, accountId)).filter(({ defaultVersion = version }) => defaultVersion < version);
      for (const subscription of older) if (await store.followDefault(subscription, { frequency, version })) count += 1;
    }
    log('preferences.applied', { accountId, count });
  };
