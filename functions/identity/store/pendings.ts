import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { EmailAddress } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import type { Write } from '../../shared/store/commit.ts';

/** Somebody who signed up and did not activate their account yet. */
export const Pending = z.object({
  email: EmailAddress,
  /** Of the password that they chose, as for an account. */
  hash: z.string(),
  termsVersion: z.string(),
  askedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type Pending = z.output<typeof Pending>;

export const END = 'end';

export const signUpKey = (address: AddressHash) => ({ pk: `sign-up#${address}` });

export type FindPending = (address: AddressHash, at: Date) => Promise<Pending | undefined>;

/** One that has ended is gone, whenever it is purged. */
export const pendingFinder =
  (client: DynamoDBDocumentClient, table: string): FindPending =>
  async (address, at) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: signUpKey(address), ConsistentRead: true }));
    const pending = Item && Pending.parse(Item);
    return pending && pending.endsAt > at.toISOString() ? pending : undefined;
  };

/** The latest sign-up of an address holds: who activates shows that they know the password of that one. */
export const pendingPut = (table: string, address: AddressHash, pending: Pending): Write => ({
  Put: { TableName: table, Item: { ...signUpKey(address), ...pending, endPk: END } },
});

/** Fails when there was another sign-up since it was read. */
export const pendingDelete = (table: string, address: AddressHash, { hash }: Pick<Pending, 'hash'>): Write => ({
  Delete: {
    TableName: table,
    Key: signUpKey(address),
    ConditionExpression: '#hash = :hash',
    ExpressionAttributeNames: { '#hash': 'hash' },
    ExpressionAttributeValues: { ':hash': hash },
  },
});
