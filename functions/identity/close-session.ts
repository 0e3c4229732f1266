import type { identity } from '../../schemas/routes/identity.ts';
import type { UseCase } from '../shared/router.ts';
import type { SessionStore } from './store/sessions.ts';

/** Ends one session of the caller's own: its refresh tokens end with it, and its last access token within five minutes. */
export const closeSession =
  ({ sessions }: { sessions: Pick<SessionStore, 'close'> }): UseCase<typeof identity.closeSession> =>
  async ({ params }, { caller, trail, problem }) => {
    if (!(await sessions.close(caller.accountId, params.sessionId, trail))) throw problem('session-not-found');
  };
