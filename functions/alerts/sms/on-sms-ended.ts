import type { AccountId } from '../../../schemas/account.ts';
import { log } from '../../shared/log.ts';
import type { PhoneVerified } from '../store/sms/phone-verified.ts';
import type { SubscriptionStore } from '../store/subscriptions.ts';

export interface OnSmsEndedDependencies {
  store: Pick<SubscriptionStore, 'spacesOf' | 'list' | 'backToMail'>;
  phoneVerified: PhoneVerified;
}

/**
 * Gives the mail back to what a person followed by SMS. Told twice it changes nothing more; told late, of a number that has been verified
 * anew since, it changes nothing at all.
 */
export const onSmsEnded =
  ({ store, phoneVerified }: OnSmsEndedDependencies) =>
  async ({ accountId }: { accountId: AccountId }): Promise<void> => {
    if (await phoneVerified(accountId)) return;
    let count = 0;
    for (const spaceId of await store.spacesOf(accountId)) {
      const texted = (await store.list(spaceId, accountId)).filter(({ channel }) => channel === 'sms');
      for (const subscription of texted) if (await store.backToMail(subscription)) count += 1;
    }
    log('sms.ended', { accountId, count });
  };
