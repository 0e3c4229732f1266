import type { staff } from '../../../schemas/routes/staff.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { isStaff, keptPlace, shownMember } from '../rules/staff.ts';
import type { StaffStore } from '../store/staff.ts';

export interface StaffDependencies {
  store: Pick<StaffStore, 'find' | 'changePlace' | 'setStatus'>;
  clock: Clock;
}

export const ASK_ANOTHER = 'Demandez à un autre administrateur de le faire.';
export const ANOTHER_FIRST = 'Invitez d’abord un autre administrateur.';

/** Holds from the person's next token on, within five minutes; nobody changes their own place, nor leaves a house without administrator. */
export const changeStaffPlace =
  ({ store, clock }: StaffDependencies): UseCase<typeof staff.changeStaffPlace> =>
  async ({ params: { accountId }, body: place }, { caller, trail, problem }) => {
    if (accountId === caller.accountId) throw problem('own-account', ASK_ANOTHER);
    const account = await store.find(accountId);
    if (!account || !isStaff(account) || account.status === 'closed') throw problem('staff-not-found');
    const outcome = await store.changePlace(place, { account, at: clock(), trail });
    if (outcome === 'last-administrator') throw problem('last-administrator', ANOTHER_FIRST);
    if (outcome === 'outdated') throw problem('staff-outdated', 'Rechargez la page, puis recommencez.');
    const { service: _, ...rest } = account;
    return shownMember({ ...rest, ...keptPlace(place) });
  };
