import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Account, AccountId } from '../../../schemas/account.ts';
import type { Trail } from '../../shared/context.ts';
import { accountBirth, type BirthTables } from '../../shared/store/account-birth.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { findAccount, type KeptAccount } from './kept-account.ts';

export interface AccountStore {
  find(id: AccountId): Promise<KeptAccount | undefined>;
  /** False when the address already has an account. */
  open(account: Account, trail: Trail): Promise<boolean>;
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
});
