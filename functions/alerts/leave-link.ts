import { leaveKeyId, openLeaveToken } from './leave-token.ts';
import { CLOCKS, type Leaving, type Place } from './rules/audience.ts';
import { entryName } from './rules/followers.ts';
import { isShortLeave } from './sms/short-leave.ts';
import type { Departures } from './store/departures.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { ShortLeaves } from './store/sms/short-leaves.ts';
import type { StoredSubscription } from './store/subscription-items.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

export interface LeaveLinkDependencies {
  leaveKeys: LeaveKeys;
  shortLeaves: Pick<ShortLeaves, 'find'>;
  store: Pick<SubscriptionStore, 'find'>;
  departures: Departures;
}

export interface LeaveLink {
  place: Place;
  /** The subscription that it ends; undefined once the person has left. */
  living: StoredSubscription | undefined;
}

/** Undefined for a token that is not ours, and for one of an earlier subscription: it must not end the one that came after. */
export const followLeaveLink = async (dependencies: LeaveLinkDependencies, token: string): Promise<LeaveLink | undefined> => {
  const { leaveKeys, shortLeaves, store } = dependencies;
  const leaving = isShortLeave(token) ? await shortLeaves.find(token) : openLeaveToken(await leaveKeys(leaveKeyId(token)), token);
  if (!leaving) return undefined;
  const living = await store.find(leaving);
  if (living && !(await livedThen(dependencies, leaving, living))) return undefined;
  return { place: leaving, living };
};

/** A subscription that seems to have begun a moment after the link was made is the same one by a slower clock, unless the person left around then. */
const livedThen = async (
  { departures }: LeaveLinkDependencies,
  { livedAt, ...place }: Leaving,
  { subscribedAt }: StoredSubscription,
): Promise<boolean> => {
  const [then, began] = [livedAt.getTime(), Date.parse(subscribedAt)];
  if (began <= then || began > then + CLOCKS) return began <= then;
  const left = await departures.between(place.ficheKey, new Date(then - CLOCKS), new Date(began + CLOCKS));
  return !left.some((one) => entryName(one) === entryName(place));
};
