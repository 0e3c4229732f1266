import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { AccountId, type SpaceId } from '../../../schemas/account.ts';

/** Everybody who belongs to a space, a hundred at a time. */
export type MembersOf = (spaceId: SpaceId) => AsyncIterable<AccountId[]>;

const PAGE = 100;

export const membersOf = (client: DynamoDBDocumentClient, table: string): MembersOf =>
  async function* (spaceId) {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :space',
      ExpressionAttributeValues: { ':space': spaceId },
      ProjectionExpression: 'sk',
      ConsistentRead: true,
      Limit: PAGE,
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield Items.map(({ sk }) => AccountId.parse(sk));
  };
