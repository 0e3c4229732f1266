import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type ClosedSpace, type KeptSpace, pastKey, readClosed, readSpace, spaceKey } from './space-items.ts';

export interface SpaceReader {
  /** Undefined for a personal space, which is nothing but its membership. */
  find(spaceId: SpaceId): Promise<KeptSpace | undefined>;
  /** The associations of an account, all of them, each as soon as it is theirs and never after. */
  listOf(accountId: AccountId): Promise<KeptSpace[]>;
  /** A space that was closed, for who was its last member: in the weeks after. */
  findClosed(accountId: AccountId, spaceId: SpaceId): Promise<ClosedSpace | undefined>;
}

/** Identifiers begin with a digit or with one of the first letters; nothing else in the list of an account does, but `count`. */
const EVERY_ID = { ':first': '0', ':last': 'g' };

const SPACE_ATTRIBUTES = ['pk', 'name', 'number', 'createdAt', 'members', 'version', 'closing'];

export const spaceReader = (client: DynamoDBDocumentClient, table: string): SpaceReader => ({
  async find(spaceId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: spaceKey(spaceId), ConsistentRead: true }));
    return Item && readSpace(Item);
  },
  async listOf(accountId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :account AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':account': accountId, ...EVERY_ID },
        ProjectionExpression: 'sk',
        ConsistentRead: true,
      }),
    );
    const keys = Items.flatMap(({ sk }) => (SpaceId.safeParse(sk).success ? [spaceKey(SpaceId.parse(sk))] : []));
    const items = await batchGet(client, { table: table, keys, attributes: SPACE_ATTRIBUTES, consistent: true });
    return items.map(readSpace);
  },
  async findClosed(accountId, spaceId) {
    const Key = pastKey(accountId, spaceId);
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && readClosed(Item);
  },
});
