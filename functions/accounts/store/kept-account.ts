import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, type AccountId } from '../../../schemas/account.ts';
import { WaitingDeletion } from '../../../schemas/leaving.ts';
import { KeptMailState } from '../../../schemas/mail-state.ts';

/** An account, with what is known of the mails to its address once there was news of them. */
export const KeptAccount = z.extend(Account, { mail: z.optional(KeptMailState), deletion: z.optional(WaitingDeletion) });
export type KeptAccount = z.output<typeof KeptAccount>;

export const findAccount =
  (client: DynamoDBDocumentClient, table: string) =>
  async (id: AccountId): Promise<KeptAccount | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: id }, ConsistentRead: true }));
    return Item && KeptAccount.parse({ ...Item, id: Item['pk'] });
  };
