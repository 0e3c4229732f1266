import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Account, AccountId, AccountStatus } from '../../../schemas/account.ts';
import type { Trail } from '../../shared/context.ts';
import { accountBirth, type BirthTables } from '../../shared/store/account-birth.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { findAccount, type KeptAccount } from './kept-account.ts';

export interface AccountStore {
  find(id: AccountId): Promise<KeptAccount | undefined>;
  /** False when the address already has an account. */
  open(account: Account, trail: Trail): Promise<boolean>;
  /** False when there is no such account, or a closed one. Setting the status it already has is not an error. */
  setStatus(id: AccountId, status: Exclude<AccountStatus, 'closed'>, trail: Trail): Promise<boolean>;
}

export const accountStore = (client: DynamoDBDocumentClient, tables: BirthTables, commit: Commit): AccountStore => ({
  find: findAccount(client, tables.accounts),
  open: (account, trail) =>
    held(
      commit({
        writes: accountBirth(tables, account),
        trail,
        about: { accountId: account.id },
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
              ConditionExpression: 'attribute_exists(pk) AND #status <> :closed',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':status': status, ':closed': 'closed' },
            },
          },
        ],
        trail,
        about: { accountId: id },
      }),
    ),
});
