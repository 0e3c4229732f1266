import type { staff } from '../../../schemas/routes/staff.ts';
import type { UseCase } from '../../shared/router.ts';
import { ANOTHER_FIRST, ASK_ANOTHER, type StaffDependencies } from './change-staff-place.ts';

/** Whoever is signed in with it gets no token from then on. Suspended twice, it stays suspended. */
export const suspendAccount =
  ({ store, clock }: StaffDependencies): UseCase<typeof staff.suspendAccount> =>
  async ({ params: { accountId } }, { caller, trail, problem }) => {
    if (accountId === caller.accountId) throw problem('own-account', ASK_ANOTHER);
    const account = await store.find(accountId);
    if (!account || account.status === 'closed') throw problem('account-not-found');
    const outcome = await store.setStatus('suspended', { account, at: clock(), trail });
    if (outcome === 'last-administrator') throw problem('last-administrator', ANOTHER_FIRST);
    if (outcome === 'outdated') throw problem('staff-outdated');
  };
