import type { accounts } from '../../schemas/routes/accounts.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountStore } from './store/accounts.ts';

/** A suspended person keeps everything they have, and is no longer written to. */
export const suspendAccount =
  ({ store }: { store: AccountStore }): UseCase<typeof accounts.suspendAccount> =>
  async ({ params }, { trail, problem }) => {
    if (!(await store.setStatus(params.accountId, 'suspended', trail))) throw problem('account-not-found');
  };
