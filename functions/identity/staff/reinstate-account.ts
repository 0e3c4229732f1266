import type { staff } from '../../../schemas/routes/staff.ts';
import type { UseCase } from '../../shared/router.ts';
import type { StaffDependencies } from './change-staff-place.ts';

export const reinstateAccount =
  ({ store, clock }: StaffDependencies): UseCase<typeof staff.reinstateAccount> =>
  async ({ params: { accountId } }, { trail, problem }) => {
    const account = await store.find(accountId);
    if (!account || account.status === 'closed') throw problem('account-not-found');
    const outcome = await store.setStatus('active', { account, at: clock(), trail });
    if (outcome !== 'done') throw problem('staff-outdated');
  };
