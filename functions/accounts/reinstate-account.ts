import type { accounts } from '../../schemas/routes/accounts.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountStore } from './store/accounts.ts';

export const reinstateAccount =
  ({ store }: { store: AccountStore }): UseCase<typeof accounts.reinstateAccount> =>
  async ({ params }, { trail, problem }) => {
    if (!(await store.setStatus(params.accountId, 'active', trail))) throw problem('account-not-found');
  };
