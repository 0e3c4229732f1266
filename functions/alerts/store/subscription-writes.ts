import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../../schemas/subscription.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Place, Subscribed } from '../rules/audience.ts';
import { audienceKey, type StoredSubscription, shardCounterKey, spaceCounterKey, subscriptionKey } from './subscription-items.ts';

/** Position, in both lists of writes, of the one that fails when the subscription is not as the change needs it. */
export const SUBSCRIPTION = 0;

interface Counter {
  table: string;
  key: Record<string, string>;
  attribute: 'people' | 'subscriptions';
}

const count = ({ table, key, attribute }: Counter, by: 1 | -1): Write => ({
  Update: { TableName: table, Key: key, UpdateExpression: `ADD ${attribute} :by`, ExpressionAttributeValues: { ':by': by } },
});

/** Exact whoever else is counting: the engine compares and adds in one step. */
const countUnlessFull = ({ table, key, attribute }: Counter, most: number): Write => ({
  Update: {
    TableName: table,
    Key: key,
    UpdateExpression: `ADD ${attribute} :one`,
    ConditionExpression: `attribute_not_exists(${attribute}) OR ${attribute} < :most`,
    ExpressionAttributeValues: { ':one': 1, ':most': most },
  },
});

const shardCounter = (table: string, place: Place): Counter => ({ table, key: shardCounterKey(place), attribute: 'people' });

const spaceCounter = (table: string, place: Place): Counter => ({ table, key: spaceCounterKey(place), attribute: 'subscriptions' });

/** Fails where the subscription exists, or where its space is full. */
export const writesToAdd = (table: string, subscription: StoredSubscription): Write[] => {
  const { accountId, spaceId, audience, ficheId, nonce, subscribedAt } = subscription;
  return [
    {
      Put: {
        TableName: table,
        Item: { ...subscriptionKey(subscription), accountId, audience, ficheId, nonce, subscribedAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { TableName: table, Item: { ...audienceKey(subscription), accountId, spaceId } } },
    count(shardCounter(table, subscription), 1),
    countUnlessFull(spaceCounter(table, subscription), MAX_SUBSCRIPTIONS_PER_SPACE),
  ];
};

/** Fails where there is no such subscription or, with a nonce, where it is another one. */
export const writesToEnd = (table: string, place: Place & Partial<Subscribed>): Write[] => [
  {
    Delete: {
      TableName: table,
      Key: subscriptionKey(place),
      ...(place.nonce === undefined
        ? { ConditionExpression: 'attribute_exists(pk)' }
        : { ConditionExpression: 'nonce = :nonce', ExpressionAttributeValues: { ':nonce': place.nonce } }),
    },
  },
  { Delete: { TableName: table, Key: audienceKey(place) } },
  count(shardCounter(table, place), -1),
  count(spaceCounter(table, place), -1),
];
