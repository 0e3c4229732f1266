import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Frequency } from '../../../schemas/subscription.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, ConditionFailed, type Write } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import type { Place, Subscribed } from '../rules/audience.ts';
import type { NewSubscription, StoredSubscription } from './subscription-items.ts';
import { type SubscriptionReader, subscriptionReader } from './subscription-reader.ts';
import {
  SUBSCRIPTION,
  type SubscriptionTables,
  writesToAdd,
  writesToChange,
  writesToEnd,
  writesToFollowDefault,
} from './subscription-writes.ts';

/** Each change moves the subscription, its place in the audience and both counters together, or nothing. */
export interface SubscriptionStore extends SubscriptionReader {
  /**
   * The subscription that lives from now on: this one, or the one that was there before. `full` when the space has as many as it may,
   * `default-changed` when it follows a default that is no longer the person's, `no-member` when the person was put out of the space meanwhile.
   */
  add(subscription: NewSubscription, trail: Trail): Promise<StoredSubscription | 'full' | 'default-changed' | 'no-member'>;
  /** Changes by which way a subscription tells; its date stays, so links already sent stay good. */
  changeWay(subscription: StoredSubscription, trail: Trail): Promise<'changed' | 'gone' | 'default-changed'>;
  /**
   * Gives a new default to a subscription that follows it. False when it ended, when the person chose a frequency for it, or when it has
   * that default or a later one already.
   */
  followDefault(subscription: StoredSubscription, wanted: { frequency: Frequency; version: number }): Promise<boolean>;
  /** What was told by SMS is told by mail, at once. False when it ended, or is not told by SMS any more. */
  backToMail(subscription: StoredSubscription): Promise<boolean>;
  /** False when there was nothing to end. With its date, only that very subscription is ended. Without a trail nobody asked for it. */
  end(place: Place & Partial<Subscribed>, trail?: Trail): Promise<boolean>;
}

export const subscriptionStore = (
  client: DynamoDBDocumentClient,
  tables: SubscriptionTables,
  commit: Commit,
  clock: Clock = systemClock,
): SubscriptionStore => {
  const table = tables.subscriptions;
  const change = async (writes: Write[], { spaceId, accountId, ficheKey }: Place, trail?: Trail): Promise<ConditionFailed | undefined> => {
    try {
      await commit({ writes, trail, about: { spaceId, accountId, ficheKey } });
      return undefined;
    } catch (error) {
      if (error instanceof ConditionFailed) return error;
      throw error;
    }
  };
  const store: SubscriptionStore = {
    ...subscriptionReader(client, table),
    async add(subscription, trail) {
      const added = writesToAdd(table, subscription);
      const { spaceId, accountId } = subscription;
      const writes = [...added, memberStill(tables.memberships, spaceId, accountId)];
      const refused = await change([...writes, ...writesToFollowDefault(tables.preferences, subscription)], subscription, trail);
      if (!refused) return subscription;
      if (refused.failed.includes(added.length)) return 'no-member';
      if (refused.failed.includes(SUBSCRIPTION)) return (await store.find(subscription)) ?? store.add(subscription, trail);
      return refused.failed.includes(writes.length) ? 'default-changed' : 'full';
    },
    async changeWay(subscription, trail) {
      const writes = writesToChange(table, subscription);
      const refused = await change([...writes, ...writesToFollowDefault(tables.preferences, subscription)], subscription, trail);
      if (!refused) return 'changed';
      return refused.failed.includes(SUBSCRIPTION) ? 'gone' : 'default-changed';
    },
    async followDefault(subscription, { frequency, version }) {
      const following = { ...subscription, frequency, defaultVersion: version };
      return (await change(writesToChange(table, following, ['defaultVersion < :defaultVersion']), following)) === undefined;
    },
    async backToMail(subscription) {
      const byMail: StoredSubscription = { ...subscription, channel: 'mail' };
      return (await change(writesToChange(table, byMail, ['attribute_exists(channel)']), byMail)) === undefined;
    },
    end: async (place, trail) => (await change(writesToEnd(table, place, clock()), place, trail)) === undefined,
  };
  return store;
};
