import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId } from '../../../schemas/account.ts';
import type { AddressHash, KeptMailState } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Trail } from '../../shared/context.ts';
import { addressKey } from '../../shared/store/account-birth.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { findAccount, type KeptAccount } from './kept-account.ts';

export interface MailStateStore {
  find(id: AccountId): Promise<KeptAccount | undefined>;
  /** The account that has this address at this moment. */
  findByAddress(address: AddressHash): Promise<KeptAccount | undefined>;
  /** False when the address or its state changed since the account was read; then nothing is written. Without a trail nobody asked for it. */
  keep(account: KeptAccount, next: KeptMailState, trail?: Trail): Promise<boolean>;
}

const StoredAddress = z.object({ accountId: AccountId });

export const mailStateStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): MailStateStore => {
  const find = findAccount(client, table);
  return {
    find,
    async findByAddress(address) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: addressKey(address), ConsistentRead: true }));
      const account = Item && (await find(StoredAddress.parse(Item).accountId));
      return account && hashAddress(account.email) === address ? account : undefined;
    },
    keep: ({ id, email, mail }, next, trail) =>
      held(
        commit({
          writes: [
            {
              Update: {
                TableName: table,
                Key: { pk: id },
                UpdateExpression: 'SET #mail = :next',
                ConditionExpression: `email = :email AND ${mail ? '#mail.version = :version' : 'attribute_not_exists(#mail)'}`,
                ExpressionAttributeNames: { '#mail': 'mail' },
                ExpressionAttributeValues: { ':next': next, ':email': email, ...(mail && { ':version': mail.version }) },
              },
            },
          ],
          trail,
          about: { accountId: id },
        }),
      ),
  };
};
