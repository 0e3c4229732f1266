import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Place } from '../rules/audience.ts';
import { readFollowsFrom, readSubscription, type StoredSubscription, subscriptionKey } from './subscription-items.ts';

/** What people follow, as every write that has ended left it. */
export interface SubscriptionReader {
  find(place: Place): Promise<StoredSubscription | undefined>;
  /** All that one person follows from a space: never more than `MAX_SUBSCRIPTIONS_PER_SPACE`, in no useful order. */
  list(spaceId: SpaceId, accountId: AccountId): Promise<StoredSubscription[]>;
  /** Spaces from which a person follows something, or once did. */
  spacesOf(accountId: AccountId): Promise<SpaceId[]>;
}

export const subscriptionReader = (client: DynamoDBDocumentClient, table: string): SubscriptionReader => {
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
  return {
    async find(place) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: subscriptionKey(place), ConsistentRead: true }));
      return Item && readSubscription(Item);
    },
    list: async (spaceId, accountId) => (await readAll(spaceId, accountId)).map(readSubscription),
    spacesOf: async (accountId) => (await readAll(accountId)).map((item) => readFollowsFrom(item)),
  };
};
