import type { AccountId } from '../../schemas/account.ts';
import type { SessionStore } from './store/sessions.ts';

/** Whoever is signed in with the account is out, and stays out when the suspension is lifted: they sign in anew then. */
export const onAccountSuspended =
  ({ sessions }: { sessions: Pick<SessionStore, 'endBegun'> }) =>
  ({ accountId, at }: { accountId: AccountId; at: string }): Promise<void> =>
    sessions.endBegun(accountId, new Date(at));
