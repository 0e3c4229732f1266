import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Place, type Subscribed, shardOf } from '../rules/audience.ts';
import { type AudienceEntry, readEntryName } from '../rules/followers.ts';
import { audiencePartition, readSubscription, StoredWay, subscriptionKey } from './subscription-items.ts';

export interface AudiencePage {
  entries: AudienceEntry[];
  /** Where the next page starts; undefined after the last one. */
  last: string | undefined;
}

/** Those who follow a fiche, as the fan-out reads them. */
export interface AudienceReader {
  /** How many subscriptions each shard holds; a shard that nobody is in is left out. */
  shardCounts(ficheKey: string): Promise<{ shard: string; people: number }[]>;
  /** In key order: somebody who follows from several spaces is in consecutive entries, maybe on both sides of a page's end. */
  pageOfAudience(ficheKey: string, shard: string, after: string | undefined, limit: number): Promise<AudiencePage>;
  /**
   * Those among at most 100 different places that are still subscribed, in no order. Somebody is only held to have left on the word of a
   * consistent read: the cheaper first read may not know yet of a subscription of this very second.
   */
  stillSubscribed(places: Place[]): Promise<Subscribed[]>;
  /** Every place from which a person follows a fiche. */
  placesOf(person: Pick<Place, 'ficheKey' | 'accountId'>): Promise<Place[]>;
}

const Counter = z.object({ sk: z.string(), people: z.int() });
/** Named by its key alone, which says all that every entry has. */
const Entry = z.object({ sk: z.string(), own: z._default(z.boolean(), false), ...StoredWay.shape });

const readEntry = (item: Record<string, unknown>): AudienceEntry => {
  const { sk, ...rest } = Entry.parse(item);
  return { ...readEntryName(sk), ...rest };
};

const nameOf = (place: Place): string => Object.values(subscriptionKey(place)).join('#');

export const audienceReader = (client: DynamoDBDocumentClient, table: string): AudienceReader => {
  const read = async (places: Place[], consistent: boolean): Promise<Subscribed[]> => {
    const keys = places.map(subscriptionKey);
    const items = await batchGet(client, {
      table,
      keys,
      attributes: ['pk', 'accountId', 'audience', 'ficheId', 'subscribedAt'],
      consistent,
    });
    return items.map(readSubscription);
  };
  return {
    async shardCounts(ficheKey) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :fiche',
          ExpressionAttributeValues: { ':fiche': ficheKey },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Counter.parse(item)).flatMap(({ sk, people }) => (people > 0 ? [{ shard: sk, people }] : []));
    },
    async pageOfAudience(ficheKey, shard, after, limit) {
      const pk = audiencePartition(ficheKey, shard);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :shard',
          ProjectionExpression: 'sk, own, channel, frequency',
          ExpressionAttributeValues: { ':shard': pk },
          ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      return { entries: Items.map(readEntry), last: LastEvaluatedKey?.['sk'] };
    },
    async placesOf({ ficheKey, accountId }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :shard AND begins_with(sk, :person)',
          ExpressionAttributeValues: { ':shard': audiencePartition(ficheKey, shardOf(accountId)), ':person': `${accountId}#` },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => ({ ficheKey, accountId, spaceId: readEntry(item).spaceId }));
    },
    async stillSubscribed(places) {
      const found = await read(places, false);
      const seen = new Set(found.map(nameOf));
      return [
        ...found,
        ...(await read(
          places.filter((place) => !seen.has(nameOf(place))),
          true,
        )),
      ];
    },
  };
};
