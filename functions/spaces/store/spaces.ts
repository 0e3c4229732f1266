import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import { MOST_ASSOCIATIONS } from '../../../schemas/space.ts';
import type { Trail } from '../../shared/context.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { writesToJoin } from './membership-writes.ts';
import { type KeptSpace, readSpace, type SpaceTables, spaceKey } from './space-items.ts';

export interface SpaceStore {
  /** Undefined for a personal space, which is nothing but its membership. */
  find(spaceId: SpaceId): Promise<KeptSpace | undefined>;
  /** The associations of an account, all of them, each as soon as it is theirs and never after. */
  listOf(accountId: AccountId): Promise<KeptSpace[]>;
  /** False when the account has as many associations as it may. */
  create(space: KeptSpace, founder: { accountId: AccountId; name: string }, trail: Trail): Promise<boolean>;
}

const SPACE_ATTRIBUTES = ['pk', 'name', 'number', 'createdAt', 'members', 'version', 'closing'];

export const spaceStore = (client: DynamoDBDocumentClient, tables: SpaceTables, commit: Commit): SpaceStore => ({
  async find(spaceId) {
    const { Item } = await client.send(new GetCommand({ TableName: tables.spaces, Key: spaceKey(spaceId), ConsistentRead: true }));
    return Item && readSpace(Item);
  },
  async listOf(accountId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.spaces,
        KeyConditionExpression: 'pk = :account',
        ExpressionAttributeValues: { ':account': accountId },
        ProjectionExpression: 'sk',
        ConsistentRead: true,
        Limit: MOST_ASSOCIATIONS + 1,
      }),
    );
    const keys = Items.map(({ sk }) => SpaceId.safeParse(sk)).flatMap((read) => (read.success ? [spaceKey(read.data)] : []));
    const items = await batchGet(client, { table: tables.spaces, keys, attributes: SPACE_ATTRIBUTES, consistent: true });
    return items.map(readSpace);
  },
  create: ({ id, ...space }, { accountId, name }, trail) => {
    const at = new Date(space.createdAt);
    return held(
      commit({
        writes: [
          { Put: { TableName: tables.spaces, Item: { ...spaceKey(id), ...space }, ConditionExpression: 'attribute_not_exists(pk)' } },
          ...writesToJoin(tables, { spaceId: id, accountId, name, at }),
          writeOfAction(tables.actions, { spaceId: id, kind: 'space.created', by: { accountId }, at, object: { name: space.name } }),
        ],
        trail,
        about: { spaceId: id, memberId: memberIdOf(id, accountId) },
      }),
    );
  },
});
