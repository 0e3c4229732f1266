import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface BatchRead {
  table: string;
  /** At most 100, all different. */
  keys: Record<string, string>[];
  /** What to bring back; the keys come only when they are named. */
  attributes: string[];
  /** Sees every write that has ended, at twice the price. */
  consistent?: boolean;
}

const ATTEMPTS = 7;

/** Items by their keys, in no order; what DynamoDB leaves aside under load is asked again. Throws when it never comes. */
export const batchGet = async (client: DynamoDBDocumentClient, { table, keys, attributes, consistent = false }: BatchRead) => {
  const items: Record<string, unknown>[] = [];
  if (keys.length === 0) return items;
  let wanted: BatchGetCommandInput['RequestItems'] = {
    [table]: {
      Keys: keys,
      ConsistentRead: consistent,
      ProjectionExpression: attributes.map((_, position) => `#a${position}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(attributes.map((name, position) => [`#a${position}`, name])),
    },
  };
  for (let attempt = 1; ; attempt++) {
    const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: wanted }));
    items.push(...(Responses?.[table] ?? []));
    if (!UnprocessedKeys?.[table]?.Keys?.length) return items;
    if (attempt === ATTEMPTS) throw new Error(`DynamoDB left keys of a batch unread ${ATTEMPTS} times`);
    wanted = UnprocessedKeys;
    await sleep(10 * 2 ** attempt * (0.5 + Math.random()));
  }
};
