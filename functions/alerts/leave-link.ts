import { leaveKeyId, openLeaveToken } from './leave-token.ts';
import type { Subscribed } from './rules/audience.ts';
import { isShortLeave } from './sms/short-leave.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { ShortLeaves } from './store/sms/short-leaves.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

export interface LeaveLinkDependencies {
  leaveKeys: LeaveKeys;
  shortLeaves: Pick<ShortLeaves, 'find'>;
  store: Pick<SubscriptionStore, 'find'>;
}

export interface LeaveLink {
  subscribed: Subscribed;
  /** False once the person has left. */
  living: boolean;
}

/** Undefined for a token that is not ours, and for one of an earlier subscription: it must not end the one that came after. */
export const followLeaveLink = async (dependencies: LeaveLinkDependencies, token: string): Promise<LeaveLink | undefined> => {
  const { leaveKeys, shortLeaves, store } = dependencies;
  const subscribed = isShortLeave(token) ? await shortLeaves.find(token) : openLeaveToken(await leaveKeys(leaveKeyId(token)), token);
  if (!subscribed) return undefined;
  const now = await store.find(subscribed);
  if (now && now.nonce !== subscribed.nonce) return undefined;
  return { subscribed, living: now !== undefined };
};
