import type { AccountId } from '../../../schemas/account.ts';
import type { Access } from '../../../schemas/routes/route.ts';
import type { Caller } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Middleware } from './middleware.ts';

/** Whether an account belongs to a space. `spaceId` comes from the path and has not been checked yet. */
export type Membership = (spaceId: string, accountId: AccountId) => Promise<boolean>;

/** Seconds for which somebody who proved who they are may do what asks for it anew. */
export const RECENT_SECONDS = 10 * 60;

const isRecent = ({ authenticatedAt }: Caller): boolean =>
  authenticatedAt !== undefined && Date.now() / 1000 - authenticatedAt <= RECENT_SECONDS;

const refuse = async (
  access: Access,
  caller: Caller | undefined,
  spaceId: string,
  membership: Membership,
): Promise<Problem | undefined> => {
  if (access === 'public') return undefined;
  if (!caller) return new Problem('unauthenticated');
  if (access === 'signed-in') return undefined;
  if ('role' in access) return caller.role === access.role ? undefined : new Problem('forbidden');
  return (await membership(spaceId, caller.accountId)) ? undefined : new Problem('not-found');
};

/** A space answers its members; to all others it does not exist, whether or not it does. */
export const checkAccess = (membership: Membership): Middleware => ({
  before: async ({ event, context }) => {
    const { route, caller } = context.request;
    const problem = await refuse(route.access, caller, event.pathParameters?.['spaceId'] ?? '', membership);
    if (problem) throw problem;
    if (route.recent && !(caller && isRecent(caller))) throw new Problem('authentication-too-old');
  },
});
