import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { SpaceId } from '../../../schemas/account.ts';
import { MAX_DOCUMENTS, MAX_SPACE_BYTES } from '../../../schemas/document.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { StorageChange, StorageCount } from '../rules/storage.ts';
import { STORAGE } from './document-item.ts';

const limits: StorageCount = { used: MAX_SPACE_BYTES, deleted: MAX_SPACE_BYTES, documents: MAX_DOCUMENTS };

const Stored = z.object({ used: z._default(z.int(), 0), deleted: z._default(z.int(), 0), documents: z._default(z.int(), 0) });

/**
 * Moves the counts of a space, under the condition that each one that grows stays within its limit. The sum is exact because it is only ever
 * moved in the transaction of what it counts. `forced` counts whatever the limit: what has already happened.
 */
export const storageWrite = (
  table: string,
  spaceId: SpaceId,
  change: StorageChange,
  forced: readonly (keyof StorageCount)[] = [],
): Write => {
  const moved = (Object.entries(change) as [keyof StorageCount, number][]).filter(([, by]) => by !== 0);
  const bound = moved.filter(([name, by]) => by > 0 && !forced.includes(name));
  const values = [
    ...moved.map(([name, by]) => [`:${name}`, by] as const),
    ...bound.map(([name, by]) => [`:${name}Room`, limits[name] - by] as const),
  ];
  const conditions = bound.map(([name]) => `(attribute_not_exists(#${name}) OR #${name} <= :${name}Room)`);
  return {
    Update: {
      TableName: table,
      Key: { pk: spaceId, sk: STORAGE },
      UpdateExpression: `ADD ${moved.map(([name]) => `#${name} :${name}`).join(', ')}`,
      ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
      ExpressionAttributeNames: Object.fromEntries(moved.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(values),
    },
  };
};

/** The count whose limit a change would break, as far as can be told from a reading. */
export const brokenLimit = (count: StorageCount, change: StorageChange): keyof StorageCount | undefined =>
  (Object.entries(change) as [keyof StorageCount, number][]).find(([name, by]) => by > 0 && count[name] + by > limits[name])?.[0];

export type ReadStorage = (spaceId: SpaceId) => Promise<StorageCount>;

/** All zero for a space that never had a document. */
export const storageReader =
  (client: DynamoDBDocumentClient, table: string): ReadStorage =>
  async (spaceId) => {
    const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: { pk: spaceId, sk: STORAGE }, ConsistentRead: true }));
    return Stored.parse(Item);
  };
