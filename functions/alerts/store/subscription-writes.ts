import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../../schemas/subscription.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Place, Subscribed } from '../rules/audience.ts';
import { writeOfDeparture } from './departures.ts';
import { unchangedSince } from './preferences.ts';
import {
  audienceKey,
  followsFromKey,
  type NewSubscription,
  type StoredSubscription,
  shardCounterKey,
  spaceCounterKey,
  subscriptionKey,
  wayAttributes,
} from './subscription-items.ts';

/** Position, in each list of writes, of the one that fails when the subscription is not as the change needs it. */
export const SUBSCRIPTION = 0;

/** Tables that a subscription is written with. */
export interface SubscriptionTables {
  subscriptions: string;
  preferences: string;
  memberships: string;
}

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

/** Fails where the person has another default by now: a frequency that was taken from the older one would never be put right. */
export const writesToFollowDefault = (table: string, { accountId, defaultVersion }: StoredSubscription): Write[] =>
  defaultVersion === undefined ? [] : [{ ConditionCheck: { TableName: table, Key: { pk: accountId }, ...unchangedSince(defaultVersion) } }];

/** Fails where the subscription exists, or where its space is full. */
export const writesToAdd = (table: string, subscription: NewSubscription): Write[] => {
  const { accountId, audience, ficheId, subscribedAt, defaultVersion, own } = subscription;
  const way = wayAttributes(subscription);
  const followed = defaultVersion === undefined ? {} : { defaultVersion };
  return [
    {
      Put: {
        TableName: table,
        Item: { ...subscriptionKey(subscription), accountId, audience, ficheId, subscribedAt, ...way, ...followed },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { TableName: table, Item: { ...audienceKey(subscription), ...(own && { own }), ...way } } },
    { Put: { TableName: table, Item: followsFromKey(subscription) } },
    count(shardCounter(table, subscription), 1),
    countUnlessFull(spaceCounter(table, subscription), MAX_SUBSCRIPTIONS_PER_SPACE),
  ];
};

/** Puts what is given, takes away what is not. */
const replaceAttributes = (names: string[], given: Record<string, unknown>) => {
  const set = names.filter((name) => given[name] !== undefined);
  const gone = names.filter((name) => given[name] === undefined);
  const list = (of: string[], write: (name: string) => string): string => of.map(write).join(', ');
  return {
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${list(set, (name) => `${name} = :${name}`)}`] : []),
      ...(gone.length > 0 ? [`REMOVE ${list(gone, (name) => name)}`] : []),
    ].join(' '),
    values: Object.fromEntries(set.map((name) => [`:${name}`, given[name]])),
  };
};

/** Changes by which way the very subscription tells, and nothing else of it; fails where it is no longer there, or not as `only` says. */
export const writesToChange = (table: string, subscription: StoredSubscription, only: string[] = []): Write[] => {
  const { subscribedAt, defaultVersion } = subscription;
  const way = wayAttributes(subscription);
  const kept = replaceAttributes(['channel', 'frequency', 'defaultVersion'], { ...way, defaultVersion });
  const entry = replaceAttributes(['channel', 'frequency'], way);
  return [
    {
      Update: {
        TableName: table,
        Key: subscriptionKey(subscription),
        UpdateExpression: kept.UpdateExpression,
        ConditionExpression: ['subscribedAt = :subscribedAt', ...only].join(' AND '),
        ExpressionAttributeValues: { ...kept.values, ':subscribedAt': subscribedAt },
      },
    },
    {
      Update: {
        TableName: table,
        Key: audienceKey(subscription),
        UpdateExpression: entry.UpdateExpression,
        ConditionExpression: 'attribute_exists(pk)',
        ...(Object.keys(entry.values).length > 0 && { ExpressionAttributeValues: entry.values }),
      },
    },
  ];
};

/** Fails where there is no such subscription or, with its date, where it is another one. */
export const writesToEnd = (table: string, place: Place & Partial<Subscribed>, at: Date): Write[] => [
  {
    Delete: {
      TableName: table,
      Key: subscriptionKey(place),
      ...(place.subscribedAt === undefined
        ? { ConditionExpression: 'attribute_exists(pk)' }
        : {
            ConditionExpression: 'subscribedAt = :subscribedAt',
            ExpressionAttributeValues: { ':subscribedAt': place.subscribedAt },
          }),
    },
  },
  { Delete: { TableName: table, Key: audienceKey(place) } },
  count(shardCounter(table, place), -1),
  count(spaceCounter(table, place), -1),
  writeOfDeparture(table, place, at),
];
