import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../shared/clock.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import type { AlertHoldingsDependencies } from '../holdings.ts';
import { spaceCounterKey } from './subscription-items.ts';
import { writesToEnd } from './subscription-writes.ts';

interface Dependencies {
  client: DynamoDBDocumentClient;
  tables: { subscriptions: string; preferences: string; phones: string; addresses: string };
  commit: Commit;
  clock: Clock;
}

/** Takes out of the tables of alerts what they hold of somebody who is gone; each step may be done again. */
export const forgetting = ({ client, tables, commit, clock }: Dependencies): AlertHoldingsDependencies['forget'] => {
  const remove = async (TableName: string, Key: Record<string, unknown>): Promise<void> => {
    await client.send(new DeleteCommand({ TableName, Key }));
  };
  async function* keysOf(table: string, pk: string) {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items.map(({ pk: key, sk }) => ({ pk: key, sk }));
  }
  return {
    async subscription(place) {
      await held(commit({ writes: writesToEnd(tables.subscriptions, place, clock()) }));
    },
    async person({ accountId, personalSpaceId }) {
      for (const table of [tables.subscriptions, tables.phones]) for await (const key of keysOf(table, accountId)) await remove(table, key);
      await remove(tables.subscriptions, spaceCounterKey({ spaceId: personalSpaceId }));
      await remove(tables.preferences, { pk: accountId });
    },
    address: (address) => remove(tables.addresses, { pk: address }),
  };
};
