import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, AccountId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import { addressKey } from '../../shared/store/account-birth.ts';
import { END } from './pendings.ts';

export interface PurgeStore {
  /** What has ended by then, by key; all of it. */
  ended(at: Date): AsyncGenerator<string>;
  /** Does nothing when it was prolonged meanwhile. */
  remove(key: string, at: Date): Promise<void>;
  /** Gives an address that an account had before to whoever signs up with it next; one that the account has again stays its own. */
  free(address: AddressHash): Promise<void>;
}

const Claim = z.object({ accountId: AccountId });
const Email = z.pick(Account, { email: true });

const unlessChanged = async (sent: Promise<unknown>): Promise<void> => {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

export const purgeStore = (client: DynamoDBDocumentClient, tables: Record<'accounts' | 'pendings', string>): PurgeStore => {
  const accountItem = async (key: { pk: string }) =>
    (await client.send(new GetCommand({ TableName: tables.accounts, Key: key, ConsistentRead: true }))).Item;
  return {
    async *ended(at) {
      const pages = paginateQuery(
        { client },
        {
          TableName: tables.pendings,
          IndexName: 'byEnd',
          KeyConditionExpression: 'endPk = :end AND endsAt <= :at',
          ExpressionAttributeValues: { ':end': END, ':at': at.toISOString() },
        },
      );
      for await (const { Items = [] } of pages) for (const { pk } of Items) yield String(pk);
    },
    remove: (key, at) =>
      unlessChanged(
        client.send(
          new DeleteCommand({
            TableName: tables.pendings,
            Key: { pk: key },
            ConditionExpression: 'endsAt <= :at',
            ExpressionAttributeValues: { ':at': at.toISOString() },
          }),
        ),
      ),
    async free(address) {
      const claim = await accountItem(addressKey(address));
      if (!claim) return;
      const { accountId } = Claim.parse(claim);
      const account = await accountItem({ pk: accountId });
      if (account && hashAddress(Email.parse(account).email) === address) return;
      await unlessChanged(
        client.send(
          new DeleteCommand({
            TableName: tables.accounts,
            Key: addressKey(address),
            ConditionExpression: 'accountId = :account',
            ExpressionAttributeValues: { ':account': accountId },
          }),
        ),
      );
    },
  };
};
