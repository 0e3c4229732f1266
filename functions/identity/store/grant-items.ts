import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/** What one call takes. */
const MOST_AT_ONCE = 25;
const ATTEMPTS = 8;

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>;

/** Deletes items by their keys; what DynamoDB leaves aside under load is asked again. Throws when it is never done. */
export const deleteItems = async (client: DynamoDBDocumentClient, table: string, keys: readonly { pk: string }[]): Promise<void> => {
  for (let first = 0; first < keys.length; first += MOST_AT_ONCE) {
    let left: Requests = { [table]: keys.slice(first, first + MOST_AT_ONCE).map((Key) => ({ DeleteRequest: { Key } })) };
    for (let attempt = 1; Object.keys(left).length > 0; attempt++) {
      if (attempt > ATTEMPTS) throw new Error('items that would not be deleted');
      if (attempt > 1) await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      left = (await client.send(new BatchWriteCommand({ RequestItems: left }))).UnprocessedItems ?? {};
    }
  }
};

/** Deletes what was given by one grant. The index may lag behind; the grant itself is deleted too, and whoever uses what is left finds it gone. */
export const deleteGrantItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  { grantId, prefix }: { grantId: string; prefix: string },
): Promise<void> => {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byGrant',
        KeyConditionExpression: 'grantId = :grant AND begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':grant': grantId, ':prefix': prefix },
        ExclusiveStartKey: from,
      }),
    );
    await deleteItems(
      client,
      table,
      Items.map(({ pk }) => ({ pk: String(pk) })),
    );
    from = LastEvaluatedKey;
  } while (from);
};
