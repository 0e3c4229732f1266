import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import { smsEnded } from '../../../../schemas/events/alerts.ts';
import { epochSeconds } from '../../../shared/clock.ts';
import type { Trail } from '../../../shared/context.ts';
import { type Commit, held, newEvent, type Write } from '../../../shared/store/commit.ts';
import { withSending } from '../../rules/sms/codes.ts';
import type { PhoneOverview, Verification } from '../../rules/sms/phone-view.ts';
import * as items from './phone-items.ts';

/** When codes were sent, to the account and to the number. */
export interface Sendings {
  account: string[];
  number: string[];
}

export interface CodeRequest {
  accountId: AccountId;
  numberHash: string;
  verification: Verification;
  /** As they were when it was decided that a code may go. */
  seen: Sendings;
  /** In millionths of a dollar. */
  price: number;
  at: Date;
}

/** The phones of accounts, and the codes that verify them. */
export interface PhoneStore {
  overview(accountId: AccountId, at: Date): Promise<PhoneOverview>;
  /** Spent by the service in the month of `at`, in millionths of a dollar. */
  spent(at: Date): Promise<number>;
  sendings(accountId: AccountId, numberHash: string): Promise<Sendings>;
  /** Keeps a code in the place of any other, and counts it. False when another code was sent since `seen`: nothing is written then. */
  keepCode(request: CodeRequest, trail: Trail): Promise<boolean>;
  /** Takes one try at this code before it is compared, so that no two callers share one. The tries left; undefined without any. */
  takeTry(accountId: AccountId, codeHash: string): Promise<number | undefined>;
  /** The number is the account's from now on, and its code is spent. False when the code was spent or replaced meanwhile. */
  confirm(accountId: AccountId, verification: Verification, at: Date, trail: Trail): Promise<boolean>;
  /** Forgets the number and what waits for a code; subscriptions by SMS go back to mail. */
  remove(accountId: AccountId, trail: Trail): Promise<void>;
}

const DAY_SECONDS = 24 * 60 * 60;

export const phoneStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): PhoneStore => {
  const get = async (key: Record<string, string>) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item;
  };
  const sentAt = async (key: Record<string, string>): Promise<string[]> => {
    const item = await get(key);
    return item ? items.StoredCodes.parse(item).sentAt : [];
  };
  const noteSending = (key: Record<string, string>, seen: string[], at: Date): Write => ({
    Update: {
      TableName: table,
      Key: key,
      UpdateExpression: 'SET sentAt = :next, expiresAt = :expiry',
      ConditionExpression: seen.length > 0 ? 'sentAt = :seen' : 'attribute_not_exists(sentAt)',
      ExpressionAttributeValues: {
        ':next': withSending(seen, at),
        ':expiry': epochSeconds(at) + DAY_SECONDS,
        ...(seen.length > 0 && { ':seen': seen }),
      },
    },
  });
  const forget = (key: Record<string, string>, condition: Partial<NonNullable<Write['Delete']>> = {}): Write => ({
    Delete: { TableName: table, Key: key, ...condition },
  });
  return {
    async overview(accountId, at) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :account',
          ExpressionAttributeValues: { ':account': accountId },
          ConsistentRead: true,
        }),
      );
      const item = ({ sk: wanted }: { sk: string }) => Items.find(({ sk }) => sk === wanted);
      const phone = item(items.phoneKey(accountId));
      const verification = item(items.verificationKey(accountId));
      const month = item(items.monthKey(accountId, at));
      return {
        phone: phone && items.StoredPhone.parse(phone),
        verification: verification && items.StoredVerification.parse(verification),
        sent: month ? items.StoredMonth.parse(month).sent : 0,
      };
    },
    async spent(at) {
      const item = await get(items.serviceMonthKey(at));
      return item ? items.StoredServiceMonth.parse(item).spent : 0;
    },
    async sendings(accountId, numberHash) {
      const [account, number] = await Promise.all([sentAt(items.accountCodesKey(accountId)), sentAt(items.numberCodesKey(numberHash))]);
      return { account, number };
    },
    keepCode: ({ accountId, numberHash, verification, seen, price, at }, trail) =>
      held(
        commit({
          writes: [
            noteSending(items.accountCodesKey(accountId), seen.account, at),
            noteSending(items.numberCodesKey(numberHash), seen.number, at),
            {
              Put: {
                TableName: table,
                Item: { ...items.verificationKey(accountId), ...verification, expiresAt: epochSeconds(new Date(verification.until)) },
              },
            },
            items.countSpent(table, price, at),
          ],
          trail,
          about: { accountId },
        }),
      ),
    async takeTry(accountId, codeHash) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: items.verificationKey(accountId),
            UpdateExpression: 'ADD triesLeft :less',
            ConditionExpression: 'codeHash = :hash AND triesLeft > :none',
            ExpressionAttributeValues: { ':less': -1, ':none': 0, ':hash': codeHash },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return items.StoredVerification.parse(Attributes).triesLeft;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
    confirm: (accountId, { number, codeHash }, at, trail) =>
      held(
        commit({
          writes: [
            forget(items.verificationKey(accountId), {
              ConditionExpression: 'codeHash = :hash',
              ExpressionAttributeValues: { ':hash': codeHash },
            }),
            { Put: { TableName: table, Item: { ...items.phoneKey(accountId), number, verifiedAt: at.toISOString() } } },
          ],
          trail,
          about: { accountId },
        }),
      ),
    async remove(accountId, trail) {
      const verification = forget(items.verificationKey(accountId));
      const phone = forget(items.phoneKey(accountId), { ConditionExpression: 'attribute_exists(pk)' });
      const audit = { trail, about: { accountId } };
      const removed = await held(commit({ writes: [phone, verification], events: [newEvent(smsEnded, { accountId })], ...audit }));
      if (!removed) await commit({ writes: [verification], ...audit });
    },
  };
};
