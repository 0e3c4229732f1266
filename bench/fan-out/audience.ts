import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { type NewSubscription, shardCounterKey } from '../../functions/alerts/store/subscription-items.ts';
import { writesToAdd } from '../../functions/alerts/store/subscription-writes.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { Frequency } from '../../schemas/subscription.ts';
import type { DynamoForTests } from '../../test/doubles/dynamo-engine.ts';

interface Placed {
  table: string;
  item: Record<string, unknown>;
}

/** A person with an account and a subscription by mail, as the API would have written them. */
const aFollower = (
  fiche: FicheRef,
  frequency: Frequency,
  tables: Record<'accounts' | 'subscriptions', string>,
): { person: AccountId; items: Placed[] } => {
  const person = AccountId.parse(randomUUID());
  const spaceId = SpaceId.parse(randomUUID());
  const at = new Date().toISOString();
  const account = { pk: person, email: `${person}@exemple.fr`, role: 'citizen', status: 'active', personalSpaceId: spaceId, openedAt: at };
  const subscription: NewSubscription = {
    ...fiche,
    ficheKey: ficheKey(fiche),
    accountId: person,
    spaceId,
    channel: 'mail',
    frequency,
    subscribedAt: at,
    own: true,
  };
  const puts = writesToAdd(tables.subscriptions, subscription).flatMap(({ Put }) => (Put?.Item ? [Put.Item] : []));
  return { person, items: [{ table: tables.accounts, item: account }, ...puts.map((item) => ({ table: tables.subscriptions, item }))] };
};

const MOST_ITEMS = 25;
const LANES = 8;

/** Gives a fiche so many followers, straight into the tables: through the API it would take longer than what is to be measured. */
export const seedAudience = async (
  { client, tables }: Pick<DynamoForTests, 'client' | 'tables'>,
  fiche: FicheRef,
  people: number,
  frequency: Frequency = 'at-once',
): Promise<void> => {
  const counts = new Map<string, { person: AccountId; people: number }>();
  const place = async (items: Placed[]): Promise<void> => {
    const RequestItems: Record<string, object[]> = {};
    for (const { table, item } of items) (RequestItems[table] ??= []).push({ PutRequest: { Item: item } });
    const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('the engine did not take a whole batch');
  };
  let left = people;
  const lane = async (): Promise<void> => {
    const waiting: Placed[] = [];
    while (left > 0) {
      left -= 1;
      const { person, items } = aFollower(fiche, frequency, tables);
      const shard = shardOf(person);
      counts.set(shard, { person, people: (counts.get(shard)?.people ?? 0) + 1 });
      waiting.push(...items);
      if (waiting.length + items.length > MOST_ITEMS) await place(waiting.splice(0));
    }
    if (waiting.length > 0) await place(waiting);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  for (const { person, people: inShard } of counts.values()) {
    const key = shardCounterKey({ ficheKey: ficheKey(fiche), accountId: person, spaceId: SpaceId.parse(randomUUID()) });
    await client.send(new PutCommand({ TableName: tables.subscriptions, Item: { ...key, people: inShard } }));
  }
};
