import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { emptySpace } from './emptying.ts';
import { invitedKey } from './invitation-items.ts';
import { memberKey, type SpaceTables } from './space-items.ts';

/** Takes out of the tables of spaces what they hold of somebody who is gone; each step may be done again. */
export interface Forgetting {
  /** Associations that are or were theirs. */
  spacesOf(accountId: AccountId): Promise<SpaceId[]>;
  /** What they did there stays, and says no more who it was. */
  nameIn(spaceId: SpaceId, accountId: AccountId): Promise<void>;
  invitationsTo(address: AddressHash): Promise<void>;
  personalSpace(spaceId: SpaceId, accountId: AccountId): Promise<void>;
  /** Last of all: without it nobody finds again where they were. */
  listOf(accountId: AccountId): Promise<void>;
}

const PAST = 'past#';

export const forgetting = (client: DynamoDBDocumentClient, tables: SpaceTables): Forgetting => {
  const { spaces, memberships, actions } = tables;
  const remove = async (TableName: string, Key: Record<string, unknown>): Promise<void> => {
    await client.send(new DeleteCommand({ TableName, Key }));
  };
  async function* itemsOf(query: { table: string; index?: string; key: string; value: string }) {
    const { table, index, key, value } = query;
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
        KeyConditionExpression: `${key} = :value`,
        ExpressionAttributeValues: { ':value': value },
      },
    );
    for await (const { Items = [] } of pages) yield* Items;
  }
  return {
    async spacesOf(accountId) {
      const found = new Set<SpaceId>();
      for await (const { sk } of itemsOf({ table: spaces, key: 'pk', value: accountId })) {
        const read = SpaceId.safeParse(String(sk).replace(PAST, ''));
        if (read.success) found.add(read.data);
      }
      return [...found];
    },
    async nameIn(spaceId, accountId) {
      const memberId = memberIdOf(spaceId, accountId);
      const renamed = { table: actions, index: 'byKindAndPerson', key: 'kindAndPersonPk', value: `${spaceId}#member.renamed#${memberId}` };
      for await (const { pk, sk } of itemsOf(renamed))
        await client.send(new UpdateCommand({ TableName: actions, Key: { pk, sk }, UpdateExpression: 'REMOVE objectName' }));
      await remove(spaces, memberKey(spaceId, memberId));
    },
    async invitationsTo(address) {
      for await (const { pk, sk } of itemsOf({ table: spaces, index: 'byAddress', key: 'addressPk', value: address })) {
        await remove(spaces, { pk, sk });
        await remove(spaces, invitedKey(SpaceId.parse(pk), address));
      }
    },
    async personalSpace(spaceId, accountId) {
      await remove(memberships, { pk: spaceId, sk: accountId });
      await emptySpace(client, tables)(spaceId);
    },
    async listOf(accountId) {
      for await (const { pk, sk } of itemsOf({ table: spaces, key: 'pk', value: accountId })) await remove(spaces, { pk, sk });
    },
  };
};
