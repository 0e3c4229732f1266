import type { accounts } from '../../schemas/routes/accounts.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountStore } from './store.ts';

export const readMyAccount =
  ({ store }: { store: AccountStore }): UseCase<typeof accounts.readMyAccount> =>
  async (_input, { caller, problem }) => {
    const account = await store.find(caller.accountId);
    if (!account) throw problem('account-not-found');
    return account;
  };
