import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Account, AccountId, AccountStatus } from '../../../schemas/account.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { addressKey, findAccount, type KeptAccount } from './kept-account.ts';

export interface AccountStore {
  find(id: AccountId): Promise<KeptAccount | undefined>;
  /** False when the address already has an account. */
  open(account: Account, trail: Trail): Promise<boolean>;
  /** False when there is no such account. Setting the status it already has is not an error. */
  setStatus(id: AccountId, status: AccountStatus, trail: Trail): Promise<boolean>;
}

export interface AccountTables {
  accounts: string;
  memberships: string;
}

export const accountStore = (client: DynamoDBDocumentClient, tables: AccountTables, commit: Commit): AccountStore => ({
  find: findAccount(client, tables.accounts),
  open: ({ id, ...account }, trail) =>
    held(
      commit({
        writes: [
          { Put: { TableName: tables.accounts, Item: { pk: id, ...account }, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Put: {
              TableName: tables.accounts,
              Item: { ...addressKey(hashAddress(account.email)), accountId: id },
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
