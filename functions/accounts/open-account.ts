import { type Account, AccountId, SpaceId } from '../../schemas/account.ts';
import type { accounts } from '../../schemas/routes/accounts.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountStore } from './store/accounts.ts';

/** An account and its personal space are born together: nobody is ever without a space. Who works here is invited instead, and has an account of their own. */
export const openAccount =
  ({ store, clock, newId }: { store: AccountStore; clock: Clock; newId: () => string }): UseCase<typeof accounts.openAccount> =>
  async ({ body }, { trail, problem }) => {
    const account: Account = {
      id: AccountId.parse(newId()),
      email: body.email,
      role: 'citizen',
      status: 'active',
      personalSpaceId: SpaceId.parse(newId()),
      openedAt: clock().toISOString(),
    };
    if (!(await store.open(account, trail))) throw problem('account-exists');
    return account;
  };
