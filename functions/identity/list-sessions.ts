import type { identity } from '../../schemas/routes/identity.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import type { SessionStore } from './store/sessions.ts';

/** Every browser in which the person is signed in: this one first, then the one used last. */
export const listSessions =
  ({ sessions }: { sessions: Pick<SessionStore, 'of'> }): UseCase<typeof identity.listSessions> =>
  async (_input, { caller }) => {
    const open = await sessions.of(caller.accountId);
    return {
      items: open
        .map(({ agent, ...session }) => ({ ...session, device: deviceInWords(agent) ?? null, current: session.id === caller.sessionId }))
        .toSorted((one, other) => Number(other.current) - Number(one.current) || other.lastSeenAt.localeCompare(one.lastSeenAt)),
    };
  };
