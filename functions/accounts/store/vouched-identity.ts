import type { AccountId } from '../../../schemas/account.ts';
import type { profileFields } from '../../../schemas/profile.ts';
import { type Commit, held, type Write } from '../../shared/store/commit.ts';
import { identityReceived, identityReleased } from '../../shared/store/profile.ts';

export type VouchedValues = Partial<Record<keyof (typeof profileFields)['identity']['shape'], unknown>>;

/** What others vouch for in the profile of people; neither does anything to an account that is closed or gone. */
export interface VouchedIdentityStore {
  /** Takes the place of what was typed, and is locked. */
  receive(accountId: AccountId, values: VouchedValues, at: Date): Promise<void>;
  /** What is there stays, and may be edited. */
  release(accountId: AccountId): Promise<void>;
}

const whileOpen = (table: string, accountId: AccountId): Write => ({
  ConditionCheck: {
    TableName: table,
    Key: { pk: accountId },
    ConditionExpression: 'attribute_exists(pk) AND #status <> :closed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':closed': 'closed' },
  },
});

export const vouchedIdentityStore = (tables: { profiles: string; accounts: string }, commit: Commit): VouchedIdentityStore => ({
  async receive(accountId, values, at) {
    await held(commit({ writes: [identityReceived(tables.profiles, { accountId, values, at }), whileOpen(tables.accounts, accountId)] }));
  },
  async release(accountId) {
    await held(commit({ writes: [identityReleased(tables.profiles, accountId), whileOpen(tables.accounts, accountId)] }));
  },
});
