import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import { phoneKey, StoredPhone } from './phone-items.ts';

/** Whether the person has a number that they proved to be theirs, and that still takes our SMS. */
export type PhoneVerified = (accountId: AccountId) => Promise<boolean>;

/** The number that a person proved to be theirs, for themselves to read. */
export const phoneOf =
  (client: DynamoDBDocumentClient, table: string) =>
  async (accountId: AccountId): Promise<{ number: string; verifiedAt: string } | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: phoneKey(accountId), ConsistentRead: true }));
    return Item && StoredPhone.parse(Item);
  };

export const phoneVerified =
  (client: DynamoDBDocumentClient, table: string): PhoneVerified =>
  async (accountId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: phoneKey(accountId), ConsistentRead: true }));
    return Item !== undefined && StoredPhone.parse(Item).stopped === undefined;
  };
