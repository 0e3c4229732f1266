import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import type { Write } from '../../shared/store/commit.ts';

/** The password of an account, as it is kept. */
export const KeptPassword = z.object({
  /** argon2id in PHC string format; absent where the former one may be in wrong hands, and another is to be chosen by a mail. */
  hash: z.optional(z.string()),
  setAt: z.iso.datetime(),
});
export type KeptPassword = z.output<typeof KeptPassword>;

const passwordKey = (accountId: AccountId) => ({ pk: accountId, sk: 'password' });

/** Undefined for who has none: they sign in by FranceConnect or ProConnect alone. */
export type ReadPassword = (accountId: AccountId) => Promise<KeptPassword | undefined>;

export const passwordReader =
  (client: DynamoDBDocumentClient, table: string): ReadPassword =>
  async (accountId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: passwordKey(accountId), ConsistentRead: true }));
    return Item && KeptPassword.parse(Item);
  };

/** Fails when the password is no longer `before`: of two changes at once, one holds. */
export const passwordPut = (table: string, accountId: AccountId, next: KeptPassword, before?: KeptPassword): Write => ({
  Put: {
    TableName: table,
    Item: { ...passwordKey(accountId), ...next },
    ...(before
      ? {
          ConditionExpression: 'setAt = :before',
          ExpressionAttributeValues: { ':before': before.setAt },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

/** Which terms of use a person accepted, and when. */
export interface AcceptedTerms {
  version: string;
  acceptedAt: string;
}

export const termsPut = (table: string, accountId: AccountId, terms: AcceptedTerms): Write => ({
  Put: { TableName: table, Item: { pk: accountId, sk: 'terms', ...terms } },
});

/** Leaves the account without a password that works, as one that may be in wrong hands; who has the mailbox chooses another. */
export const passwordRevoked = (table: string, accountId: AccountId, at: Date): Write => ({
  Put: { TableName: table, Item: { ...passwordKey(accountId), setAt: at.toISOString() } },
});
