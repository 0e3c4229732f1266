import type { AccountId } from '../../../schemas/account.ts';
import type { Phone } from '../../../schemas/phone.ts';
import type { phone } from '../../../schemas/routes/phone.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { SmsLimits } from '../rules/sms/allowance.ts';
import { phoneView } from '../rules/sms/phone-view.ts';
import type { PhoneStore } from '../store/sms/phones.ts';

export interface PhoneViewDependencies {
  store: Pick<PhoneStore, 'overview' | 'spent'>;
  limits: SmsLimits;
  clock: Clock;
}

/** The phone of an account as its owner sees it now. */
export const viewPhone =
  ({ store, limits, clock }: PhoneViewDependencies) =>
  async (accountId: AccountId): Promise<Phone> => {
    const now = clock();
    const [overview, spent] = await Promise.all([store.overview(accountId, now), store.spent(now)]);
    return phoneView(overview, spent, { limits, now });
  };

export const readMyPhone =
  (dependencies: PhoneViewDependencies): UseCase<typeof phone.readMyPhone> =>
  (_input, { caller }) =>
    viewPhone(dependencies)(caller.accountId);
