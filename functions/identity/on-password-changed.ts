import type { AccountId } from '../../schemas/account.ts';
import type { SessionId } from '../../schemas/session.ts';
import type { SessionStore } from './store/sessions.ts';

interface PasswordNews {
  accountId: AccountId;
  at: string;
  keeps?: SessionId | undefined;
}

/** Whoever came in by the former password is out; the one who changed it goes on. A session that began since is nobody's but theirs. */
export const onPasswordChanged =
  ({ sessions }: { sessions: Pick<SessionStore, 'endBegun'> }) =>
  ({ accountId, at, keeps }: PasswordNews): Promise<void> =>
    sessions.endBegun(accountId, new Date(at), keeps);
