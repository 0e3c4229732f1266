import type { identity } from '../../schemas/routes/identity.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import type { SessionStore } from './store/sessions.ts';

/** Every browser in which the person is signed in, the one used last first. */
export const listSessions =
  ({ sessions }: { sessions: Pick<SessionStore, 'of'> }): UseCase<typeof identity.listSessions> =>
  async (_input, { caller }) => {
    const open = await sessions.of(caller.accountId);
    return {
      items: open
        .toSorted((one, other) => other.lastSeenAt.localeCompare(one.lastSeenAt))
        .map(({ id, agent, openedAt, lastSeenAt }) => ({ id, device: deviceInWords(agent) ?? null, openedAt, lastSeenAt })),
    };
  };
