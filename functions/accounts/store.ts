import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Account, type AccountId, type AccountStatus } from '../../schemas/account.ts';
import type { Trail } from '../shared/context.ts';
import { type Commit, held } from '../shared/store/commit.ts';
import { foldAddress } from './rules.ts';

export interface AccountStore {
  find(id: AccountId): Promise<Account | undefined>;
  /** False when the address already has an account. */
  open(account: Account, trail: Trail): Promise<boolean>;
  /** False when there is no such account. Setting the status it already has is not an error. */
  setStatus(id: AccountId, status: AccountStatus, trail: Trail): Promise<boolean>;
}

export interface AccountTables {
  accounts: string;
  memberships: string;
}

/** The address itself never becomes a key: keys show up where values do not. */
const addressKey = (email: string): string => `email#${createHash('sha256').update(foldAddress(email)).digest('hex')}`;

export const accountStore = (client: DynamoDBDocumentClient, tables: AccountTables, commit: Commit): AccountStore => ({
  async find(id) {
    const { Item } = await client.send(new GetCommand({ TableName: tables.accounts, Key: { pk: id }, ConsistentRead: true }));
    return Item && Account.parse({ ...Item, id: Item['pk'] });
  },
  open: ({ id, ...account }, trail) =>
    held(
      commit({
        writes: [
          { Put: { TableName: tables.accounts, Item: { pk: id, ...account }, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Put: {
              TableName: tables.accounts,
              Item: { pk: addressKey(account.email), accountId: id },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          { Put: { TableName: tables.memberships, Item: { pk: account.personalSpaceId, sk: id, joinedAt: account.openedAt } } },
        ],
        trail,
        about: { accountId: id },
      }),
    ),
  setStatus: (id, status, trail) =>
    held(
      commit({
        writes: [
          {
            Update: {
              TableName: tables.accounts,
              Key: { pk: id },
              UpdateExpression: 'SET #status = :status',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':status': status },
            },
          },
        ],
        trail,
        about: { accountId: id },
      }),
    ),
});
