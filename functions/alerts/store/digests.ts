import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type DigestId, type DigestLedger, type DigestSummary, digestId, Slot } from '../../../schemas/digest.ts';
import { epochSeconds } from '../../shared/clock.ts';
import { held, transact } from '../../shared/store/commit.ts';
import { sumCounts } from '../rules/ledger.ts';
import type { Part } from '../rules/parts.ts';
import { countsOf } from './ledger-counts.ts';
import { newMailing } from './new-mailing.ts';
import { publicationKey } from './publication-items.ts';

export interface DigestStore {
  /** Writes the mailing of a slot and its parts together; one that is there already stays as it is. */
  create(slot: Slot, parts: Part[], at: Date): Promise<void>;
}

/** How the digests of a slot go, their parts added up; undefined when there are none. */
export type ReadDigestLedger = (id: DigestId) => Promise<DigestLedger | undefined>;

/** The latest digests, of a month at most, and the slot to go on from. */
export type ListDigests = (before: Slot | undefined, limit: number) => Promise<{ items: DigestSummary[]; last: Slot | undefined }>;

export interface DigestTables {
  publications: string;
  digests: string;
}

/** Value of `pk` of the digests that went out. */
const TOLD = 'told';
/** As long as the lists that they were made from. */
const KEPT_DAYS = 30;
const DAY = 24 * 60 * 60;

const StoredDigest = z.object({ slot: Slot, startedAt: z.iso.datetime(), endedAt: z.optional(z.iso.datetime()) });
const Told = z.object({ sk: Slot, startedAt: z.iso.datetime() });

export const digestStore = (client: DynamoDBDocumentClient, tables: DigestTables): DigestStore => ({
  async create(slot, parts, at) {
    const told = {
      Put: {
        TableName: tables.digests,
        Item: { pk: TOLD, sk: slot, startedAt: at.toISOString(), expiresAt: epochSeconds(new Date(slot)) + KEPT_DAYS * DAY },
      },
    };
    const mailing = newMailing(tables.publications, { id: digestId(slot), says: { slot }, parts, at });
    await held(transact(client, [...mailing, told], mailing.length));
  },
});

export const digestLedgerReader =
  (client: DynamoDBDocumentClient, table: string): ReadDigestLedger =>
  async (id) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: publicationKey(id), ConsistentRead: true }));
    if (!Item) return undefined;
    const { slot, ...digest } = StoredDigest.parse(Item);
    const { parts, feedback } = await countsOf(client, table, id);
    return { digestId: id, slot, ...sumCounts(digest, parts, feedback) };
  };

export const digestLister =
  (client: DynamoDBDocumentClient, table: string): ListDigests =>
  async (before, limit) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :told',
        ExpressionAttributeValues: { ':told': TOLD },
        ExclusiveStartKey: before === undefined ? undefined : { pk: TOLD, sk: before },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    const items = Items.map((item) => Told.parse(item)).map(({ sk, startedAt }) => ({ digestId: digestId(sk), slot: sk, startedAt }));
    return { items, last: LastEvaluatedKey && items.at(-1)?.slot };
  };
