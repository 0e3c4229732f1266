import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId } from '../../../../schemas/account.ts';

const Due = z.object({ pk: AccountId, sk: z.string() });
export type Due = z.output<typeof Due>;

/** What is to be looked at by now, the longest overdue first; may still name what was done a moment ago. */
export type DueLeavings = (kind: 'export' | 'deletion', now: Date) => AsyncIterable<Due>;

export const dueLeavings = (client: DynamoDBDocumentClient, table: string): DueLeavings =>
  async function* (kind, now) {
    const query = {
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :kind AND dueSk < :now',
      ExpressionAttributeValues: { ':kind': kind, ':now': `${now.toISOString()}~` },
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items.map((item) => Due.parse(item));
  };
