import type { accounts } from '../../schemas/routes/accounts.ts';
import { mailStateOf } from '../shared/mail-state.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountStore } from './store/accounts.ts';

/** Says too whether mails go to the person: somebody who gets none any more finds out why here. */
export const readMyAccount =
  ({ store }: { store: Pick<AccountStore, 'find'> }): UseCase<typeof accounts.readMyAccount> =>
  async (_input, { caller, problem }) => {
    const account = await store.find(caller.accountId);
    if (!account) throw problem('account-not-found');
    return { ...account, mail: mailStateOf(account.email, account.mail), deletion: account.deletion ?? null };
  };
