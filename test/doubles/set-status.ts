import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId, AccountStatus } from '../../schemas/account.ts';

/** The status of an account as its item says it, whoever set it. */
export const setStatus = async (client: DynamoDBDocumentClient, table: string, id: AccountId, status: AccountStatus): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName: table,
      Key: { pk: id },
      UpdateExpression: 'SET #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
};
