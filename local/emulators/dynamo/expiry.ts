import { ConditionalCheckFailedException, DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { LocalTable } from './tables.ts';

/** Deletes the items of a table whose time has passed, as DynamoDB does by itself; an item prolonged meanwhile stays. */
export const deleteExpired = async (client: DynamoDBClient, { definition, expiry }: LocalTable, now: number): Promise<number> => {
  if (!expiry) return 0;
  const TableName = definition.TableName;
  const expired = {
    ExpressionAttributeNames: { '#expiry': expiry },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
  const keyNames = (definition.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
  let deleted = 0;
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, FilterExpression: '#expiry < :now', ...expired, ExclusiveStartKey }));
    for (const item of page.Items ?? []) {
      const Key = Object.fromEntries(keyNames.map((name) => [name, item[name] as NonNullable<(typeof item)[string]>]));
      await client.send(new DeleteItemCommand({ TableName, Key, ConditionExpression: '#expiry < :now', ...expired })).then(
        () => deleted++,
        (error: unknown) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        },
      );
    }
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey);
  return deleted;
};
