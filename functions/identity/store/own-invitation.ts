import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import type { StaffInvitation } from '../../../schemas/staff.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Clock } from '../../shared/clock.ts';
import { accountFinder } from './one-account.ts';
import { staffInvitationReader } from './staff-invitations.ts';

/** The invitation to work here that is under way to the address of an account: somebody may have opened one as a citizen meanwhile. */
export const ownInvitation = (client: DynamoDBDocumentClient, tables: Record<'accounts' | 'staff', string>, clock: Clock) => {
  const findAccount = accountFinder(client, tables.accounts);
  const { findByAddress } = staffInvitationReader(client, tables.staff);
  return async (accountId: AccountId): Promise<StaffInvitation | undefined> => {
    const account = await findAccount(accountId);
    return account && findByAddress(hashAddress(account.email), clock());
  };
};
