import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MailingId } from '../../../schemas/digest.ts';
import type { AlertPartCounts, FeedbackCounts } from '../rules/ledger.ts';
import { feedbackKey, partKey, StoredFeedback, StoredPart } from './publication-items.ts';

/** What is counted of a mailing, part by part: at most thirty-two small items. */
export const countsOf = async (
  client: DynamoDBDocumentClient,
  table: string,
  id: MailingId,
): Promise<{ parts: AlertPartCounts[]; feedback: FeedbackCounts[] }> => {
  const query = async (prefix: string) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':id': id, ':prefix': prefix },
        ConsistentRead: true,
      }),
    );
    return Items;
  };
  const [parts, feedback] = await Promise.all([query(partKey(id, '').sk), query(feedbackKey(id, '').sk)]);
  return { parts: parts.map((part) => StoredPart.parse(part)), feedback: feedback.map((told) => StoredFeedback.parse(told)) };
};
