import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SubscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import type { DynamoForTests } from './dynamo-engine.ts';

/** The same store, for people who belong to the spaces that they follow from. */
export const whoBelong = ({ client, tables }: Pick<DynamoForTests, 'client' | 'tables'>, store: SubscriptionStore): SubscriptionStore => ({
  ...store,
  async add(subscription, trail) {
    const { spaceId: pk, accountId: sk } = subscription;
    await client.send(new PutCommand({ TableName: tables.memberships, Item: { pk, sk, joinedAt: subscription.subscribedAt } }));
    return store.add(subscription, trail);
  },
});
