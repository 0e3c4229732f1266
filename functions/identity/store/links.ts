import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId, EmailAddress } from '../../../schemas/account.ts';
import { AddressHash } from '../../../schemas/mail-state.ts';
import { epochSeconds } from '../../shared/clock.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import type { Write } from '../../shared/store/commit.ts';
import { hashOfToken, LinkPurpose } from '../links/link-token.ts';

/** A link that is under way. */
export const Link = z.object({
  purpose: LinkPurpose,
  madeAt: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Whose account it acts on; a link of somebody who has none yet has an address alone. */
  accountId: z.optional(AccountId),
  address: z.optional(AddressHash),
  /** The address that it confirms or brings back. */
  email: z.optional(EmailAddress),
});
export type Link = z.output<typeof Link>;

export interface LinkStore {
  /** Undefined for one that never was, was used, has ended, or is for something else. */
  find(purpose: LinkPurpose, token: string, at: Date): Promise<Link | undefined>;
  /** Does nothing when it is there already, or was used: what is made twice works once. */
  keep(token: string, link: Link): Promise<void>;
}

/** Longer than any queue keeps the event that a link was made for: one that was used must not be made anew. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

const itemOf = (token: string, link: Link) => ({
  pk: hashOfToken(token),
  ...link,
  expiresAt: epochSeconds(new Date(link.until)) + REMEMBERED_SECONDS,
});

export const linkStore = (client: DynamoDBDocumentClient, table: string): LinkStore => ({
  async find(purpose, token, at) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: hashOfToken(token) }, ConsistentRead: true }));
    if (!Item || Item['usedAt'] !== undefined) return undefined;
    const link = Link.parse(Item);
    return link.purpose === purpose && link.until > at.toISOString() ? link : undefined;
  },
  async keep(token, link) {
    try {
      await client.send(new PutCommand({ TableName: table, Item: itemOf(token, link), ConditionExpression: 'attribute_not_exists(pk)' }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});

/** Belongs in the transaction of what asks for the link. */
export const linkPut = (table: string, token: string, link: Link): Write => ({
  Put: { TableName: table, Item: itemOf(token, link), ConditionExpression: 'attribute_not_exists(pk)' },
});

/** Belongs in the transaction of what the link does: of two uses at once, one holds. Nothing of a person stays with it. */
export const linkSpent = (table: string, token: string, at: Date): Write => ({
  Update: {
    TableName: table,
    Key: { pk: hashOfToken(token) },
    UpdateExpression: 'SET usedAt = :at REMOVE email, address, accountId',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt) AND #until > :at',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: { ':at': at.toISOString() },
  },
});

/** Links of one account that were not used; as many as one call reads, and nobody has that many. */
export const linksOfAccount =
  (client: DynamoDBDocumentClient, table: string) =>
  async (accountId: AccountId): Promise<Link[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byAccount',
        KeyConditionExpression: 'accountId = :account',
        ExpressionAttributeValues: { ':account': accountId },
        Limit: 100,
      }),
    );
    const keys = Items.map(({ pk }) => ({ pk: String(pk) }));
    const items = await batchGet(client, { table, keys, attributes: Object.keys(Link.shape), consistent: true });
    return items.filter((item) => item['accountId'] === accountId).map((item) => Link.parse(item));
  };
