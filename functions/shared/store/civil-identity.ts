import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { CivilIdentity } from '../../../schemas/federation.ts';

/** Who somebody is as FranceConnect told it; undefined for an account that is not linked. Read where it lives: nobody keeps another copy to believe. */
export type CivilIdentityReader = (accountId: AccountId) => Promise<CivilIdentity | undefined>;

const Stored = z.object({ identity: z.optional(CivilIdentity) });

/** Needs `GetItem` on the table of identities alone. */
export const civilIdentityReader =
  (client: DynamoDBDocumentClient, table: string): CivilIdentityReader =>
  async (accountId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { pk: accountId, sk: 'franceconnect' }, ConsistentRead: true }),
    );
    return Item && Stored.parse(Item).identity;
  };
