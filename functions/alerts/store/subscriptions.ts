import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, ConditionFailed, type Write } from '../../shared/store/commit.ts';
import type { Place, Subscribed } from '../rules/audience.ts';
import { readSubscription, type StoredSubscription, subscriptionKey } from './subscription-items.ts';
import { SUBSCRIPTION, writesToAdd, writesToEnd } from './subscription-writes.ts';

/** Each change moves the subscription, its place in the audience and both counters together, or nothing. */
export interface SubscriptionStore {
  find(place: Place): Promise<StoredSubscription | undefined>;
  /** All that one person follows from a space: never more than `MAX_SUBSCRIPTIONS_PER_SPACE`, in no useful order. */
  list(spaceId: SpaceId, accountId: AccountId): Promise<StoredSubscription[]>;
  /** The subscription that lives from now on: this one, or the one that was there before. Undefined when the space has as many as it may. */
  add(subscription: StoredSubscription, trail: Trail): Promise<StoredSubscription | undefined>;
  /** False when there was nothing to end. With a nonce, only the very subscription that it belongs to is ended. */
  end(place: Place & Partial<Subscribed>, trail: Trail): Promise<boolean>;
}

export const subscriptionStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): SubscriptionStore => {
  const change = async (writes: Write[], { spaceId, accountId, ficheKey }: Place, trail: Trail): Promise<ConditionFailed | undefined> => {
    try {
      await commit({ writes, trail, about: { spaceId, accountId, ficheKey } });
      return undefined;
    } catch (error) {
      if (error instanceof ConditionFailed) return error;
      throw error;
    }
  };
  const store: SubscriptionStore = {
    async find(place) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: subscriptionKey(place), ConsistentRead: true }));
      return Item && readSubscription(Item);
    },
    async list(spaceId, accountId) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :space',
          FilterExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':space': spaceId, ':account': accountId },
          ConsistentRead: true,
        },
      );
      const items: Record<string, unknown>[] = [];
      for await (const { Items = [] } of pages) items.push(...Items);
      return items.map(readSubscription);
    },
    async add(subscription, trail) {
      const refused = await change(writesToAdd(table, subscription), subscription, trail);
      if (!refused) return subscription;
      if (!refused.failed.includes(SUBSCRIPTION)) return undefined;
      return (await store.find(subscription)) ?? store.add(subscription, trail);
    },
    end: async (place, trail) => (await change(writesToEnd(table, place), place, trail)) === undefined,
  };
  return store;
};
