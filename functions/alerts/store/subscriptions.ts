import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Frequency } from '../../../schemas/subscription.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, ConditionFailed, type Write } from '../../shared/store/commit.ts';
import type { Place, Subscribed } from '../rules/audience.ts';
import { readFollowsFrom, readSubscription, type StoredSubscription, subscriptionKey } from './subscription-items.ts';
import {
  SUBSCRIPTION,
  type SubscriptionTables,
  writesToAdd,
  writesToChange,
  writesToEnd,
  writesToFollowDefault,
} from './subscription-writes.ts';

/** Each change moves the subscription, its place in the audience and both counters together, or nothing. */
export interface SubscriptionStore {
  find(place: Place): Promise<StoredSubscription | undefined>;
  /** All that one person follows from a space: never more than `MAX_SUBSCRIPTIONS_PER_SPACE`, in no useful order. */
  list(spaceId: SpaceId, accountId: AccountId): Promise<StoredSubscription[]>;
  /** Spaces from which a person follows something, or once did. */
  spacesOf(accountId: AccountId): Promise<SpaceId[]>;
  /**
   * The subscription that lives from now on: this one, or the one that was there before. `full` when the space has as many as it may,
   * `default-changed` when it follows a default that is no longer the person's.
   */
  add(subscription: StoredSubscription, trail: Trail): Promise<StoredSubscription | 'full' | 'default-changed'>;
  /** Changes by which way a subscription tells; its date stays, so links already sent stay good. */
  changeWay(subscription: StoredSubscription, trail: Trail): Promise<'changed' | 'gone' | 'default-changed'>;
  /**
   * Gives a new default to a subscription that follows it. False when it ended, when the person chose a frequency for it, or when it has
   * that default or a later one already.
   */
  followDefault(subscription: StoredSubscription, wanted: { frequency: Frequency; version: number }): Promise<boolean>;
  /** What was told by SMS is told by mail, at once. False when it ended, or is not told by SMS any more. */
  backToMail(subscription: StoredSubscription): Promise<boolean>;
  /** False when there was nothing to end. With its date, only that very subscription is ended. */
  end(place: Place & Partial<Subscribed>, trail: Trail): Promise<boolean>;
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
  const readAll = async (pk: string, accountId?: AccountId): Promise<Record<string, unknown>[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ...(accountId !== undefined && { FilterExpression: 'accountId = :account' }),
        ExpressionAttributeValues: { ':pk': pk, ...(accountId !== undefined && { ':account': accountId }) },
        ConsistentRead: true,
      },
    );
    const items: Record<string, unknown>[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items;
  };
  const store: SubscriptionStore = {
    async find(place) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: subscriptionKey(place), ConsistentRead: true }));
      return Item && readSubscription(Item);
    },
    list: async (spaceId, accountId) => (await readAll(spaceId, accountId)).map(readSubscription),
    spacesOf: async (accountId) => (await readAll(accountId)).map((item) => readFollowsFrom(item)),
    async add(subscription, trail) {
      const writes = writesToAdd(table, subscription);
      const refused = await change([...writes, ...writesToFollowDefault(tables.preferences, subscription)], subscription, trail);
      if (!refused) return subscription;
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
