import type { phone } from '../../../schemas/routes/phone.ts';
import type { UseCase } from '../../shared/router.ts';
import type { PhoneStore } from '../store/sms/phones.ts';
import { type PhoneViewDependencies, viewPhone } from './read-my-phone.ts';

export interface RemovePhoneDependencies extends PhoneViewDependencies {
  store: Pick<PhoneStore, 'overview' | 'spent' | 'remove'>;
}

const BACK_TO_MAIL = 'Votre numéro est retiré. Les alertes que vous aviez choisies par SMS arrivent désormais par courriel.';

/** Asked twice, it is already done. From the first moment on nothing goes to the number, whatever subscriptions still say. */
export const removePhone =
  (dependencies: RemovePhoneDependencies): UseCase<typeof phone.removePhone> =>
  async (_input, { caller: { accountId }, trail }) => {
    await dependencies.store.remove(accountId, trail);
    return { ...(await viewPhone(dependencies)(accountId)), notices: [BACK_TO_MAIL] };
  };
