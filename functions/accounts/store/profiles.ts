import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { type BlockName, blockTitles, profileFields } from '../../../schemas/profile.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, ConditionFailed } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { KeptField, LINKED, profileKey } from '../../shared/store/profile.ts';
import { emptyBlock, type ProfileBlock, type ProfileField } from '../rules/profile.ts';

export interface ProfileChange {
  accountId: AccountId;
  block: BlockName;
  /** As it was when the change was decided. */
  seen: ProfileBlock;
  fields: Record<string, ProfileField>;
  at: Date;
}

/** What people say of themselves. */
export interface ProfileStore {
  find(accountId: AccountId, block: BlockName): Promise<ProfileBlock>;
  /** `outdated` when the block changed since it was seen, `gone` when there is no such account any more: nothing is written then. */
  save(change: ProfileChange, trail: Trail): Promise<'saved' | 'outdated' | 'gone'>;
  erase(accountId: AccountId): Promise<void>;
}

const Stored = z.object({ version: z.int(), [LINKED]: z._default(z.boolean(), false) });

const readBlock = (block: BlockName, item: Record<string, unknown>): ProfileBlock => {
  const { version, linked } = Stored.parse(item);
  const names = Object.keys(profileFields[block].shape).filter((name) => name in item);
  return { version, linked, fields: Object.fromEntries(names.map((name) => [name, KeptField.parse(item[name])])) };
};

const blocks = Object.keys(profileFields) as BlockName[];

const ACCOUNT = 1;

export const profileStore = (
  client: DynamoDBDocumentClient,
  tables: { profiles: string; history: string; accounts: string },
  commit: Commit,
): ProfileStore => ({
  async find(accountId, block) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.profiles, Key: profileKey(accountId, block), ConsistentRead: true }),
    );
    return Item ? readBlock(block, Item) : emptyBlock;
  },
  async save({ accountId, block, seen, fields, at }, trail) {
    const fresh = seen.version === 0;
    try {
      await commit({
        writes: [
          {
            Put: {
              TableName: tables.profiles,
              Item: { ...profileKey(accountId, block), ...fields, version: seen.version + 1, ...(seen.linked && { [LINKED]: true }) },
              ConditionExpression: fresh ? 'attribute_not_exists(pk)' : 'version = :seen',
              ...(!fresh && { ExpressionAttributeValues: { ':seen': seen.version } }),
            },
          },
          {
            ConditionCheck: {
              TableName: tables.accounts,
              Key: { pk: accountId },
              ConditionExpression: 'attribute_exists(pk) AND #status <> :closed',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':closed': 'closed' },
            },
          },
          historyWrite(tables.history, { accountId, at, kind: 'profile-changed', by: { type: 'self' }, what: blockTitles[block] }),
        ],
        trail,
        about: { accountId, block },
      });
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionFailed) return error.failed.includes(ACCOUNT) ? 'gone' : 'outdated';
      throw error;
    }
  },
  async erase(accountId) {
    for (const block of blocks) await client.send(new DeleteCommand({ TableName: tables.profiles, Key: profileKey(accountId, block) }));
  },
});
