import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import type { DocumentState } from '../rules/document-state.ts';
import { documentOf } from './document-item.ts';

export interface WholeSpace {
  /** One page in memory at a time, the oldest first. */
  documents(spaceId: SpaceId): AsyncIterable<DocumentState>;
}

export const wholeSpace = (client: DynamoDBDocumentClient, table: string): WholeSpace => ({
  async *documents(spaceId) {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :space AND begins_with(sk, :start)',
      ExpressionAttributeValues: { ':space': spaceId, ':start': 'document#' },
      ConsistentRead: true,
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items.map(documentOf);
  },
});
