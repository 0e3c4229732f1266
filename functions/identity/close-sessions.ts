import type { identity } from '../../schemas/routes/identity.ts';
import type { UseCase } from '../shared/router.ts';
import type { SessionStore } from './store/sessions.ts';

/** Ends every session of the caller's, this one too. */
export const closeSessions =
  ({ sessions }: { sessions: Pick<SessionStore, 'closeAll'> }): UseCase<typeof identity.closeSessions> =>
  async (_input, { caller, trail }) => {
    await sessions.closeAll(caller.accountId, trail);
  };
