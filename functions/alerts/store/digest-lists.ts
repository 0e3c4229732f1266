import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { Slot } from '../../../schemas/digest.ts';
import { PublicationId } from '../../../schemas/publication.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Write } from '../../shared/store/commit.ts';
import { ALL_SHARDS } from '../rules/audience.ts';
import type { Recipient } from '../rules/chunks.ts';
import type { OrderedList, PeopleInOrder } from '../rules/digest-merge.ts';
import { packedRecipients, packRecipients, recipientAt } from './packed-people.ts';

/** People of one shard who are told of one revision by the digest of one slot. */
export interface DigestList {
  slot: Slot;
  /** As `shardOf` names it. */
  shard: string;
  publicationId: PublicationId;
  /** Different people in the order of their account ids, each with the space from which they follow the fiche; at least one. */
  people: Recipient[];
}

export interface DigestLists {
  /** Makes slots known to the run of the digests: to be done before a list is written into them. Done twice, it is done. */
  announce(slots: Slot[]): Promise<void>;
  /** Slots whose digests are due, the oldest first: nothing is written into them any more. */
  dueSlots(now: Date): Promise<Slot[]>;
  /**
   * Lists of one shard with somebody after the account `after`, in the order of the first account of each. Lists of one publication do not
   * overlap, so a merge has at most one list of each publication open, whatever the number of people, and their people stay packed.
   */
  listsOf(slot: Slot, shard: string, after?: AccountId): AsyncIterable<OrderedList>;
  /** Shards that have lists in the slot. */
  shardsOf(slot: Slot): Promise<string[]>;
  /** Nothing can be written into the slot from now on: to be done before its shards are asked for. Done twice, it is done. */
  close(slot: Slot): Promise<void>;
  /** The slot is no longer due: to be done once its mailing is written. Its lists stay until they expire. */
  forget(slot: Slot): Promise<void>;
}

/** Value of `pk` of the slots that have people in them. */
const SLOTS = 'slots';
/** Value of `pk` of the slots into which nothing is written any more. */
const CLOSED = 'closed';
/** What no run has taken by then was an incident that somebody has looked into for a month. */
const KEPT_DAYS = 30;
const DAY = 24 * 60 * 60;

const partition = (slot: Slot, shard: string): string => `${slot}#${shard}`;

/** Writes a list; belongs in the transaction that moves the reading of the publication past its people. */
export const writeOf = (table: string, { slot, shard, publicationId, people }: DigestList): Write => ({
  Put: {
    TableName: table,
    Item: {
      pk: partition(slot, shard),
      sk: `${people[0]?.accountId}#${publicationId}`,
      publicationId,
      last: people.at(-1)?.accountId,
      people: packRecipients(people),
      expiresAt: epochSeconds(new Date(slot)) + KEPT_DAYS * DAY,
    },
  },
});

/** People of a list, each unpacked when they are looked at: a packed list takes 16 KB at most. */
const packed = (people: Uint8Array): PeopleInOrder => {
  const length = packedRecipients(people);
  return { length, at: (position) => (position < length ? recipientAt(people, position) : undefined) };
};

/**
 * Fails once the slot is closed; belongs in the transaction of each list. By the rule of slots no reading comes near to that, whatever a clock
 * or a stopped process makes of it: who is too late reads again, and finds the slot after.
 */
export const checkOf = (table: string, slot: Slot): Write => ({
  ConditionCheck: { TableName: table, Key: { pk: CLOSED, sk: slot }, ConditionExpression: 'attribute_not_exists(pk)' },
});

const StoredSlot = z.object({ sk: Slot });
const StoredList = z.object({ publicationId: PublicationId, people: z.instanceof(Uint8Array) });

export const digestLists = (client: DynamoDBDocumentClient, table: string): DigestLists => ({
  async announce(slots) {
    await Promise.all(slots.map((slot) => client.send(new PutCommand({ TableName: table, Item: { pk: SLOTS, sk: slot } }))));
  },
  async dueSlots(now) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :slots AND sk <= :now',
        ExpressionAttributeValues: { ':slots': SLOTS, ':now': `${now.toISOString().slice(0, 16)}Z` },
        ConsistentRead: true,
      },
    );
    const slots: Slot[] = [];
    for await (const { Items = [] } of pages) slots.push(...Items.map((item) => StoredSlot.parse(item).sk));
    return slots;
  },
  async *listsOf(slot, shard, after) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :list',
        ...(after !== undefined && { FilterExpression: '#last > :after', ExpressionAttributeNames: { '#last': 'last' } }),
        ExpressionAttributeValues: { ':list': partition(slot, shard), ...(after !== undefined && { ':after': after }) },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const { publicationId, people } = StoredList.parse(item);
        yield { publicationId, people: packed(people) };
      }
    }
  },
  async shardsOf(slot) {
    const held = await Promise.all(
      ALL_SHARDS.map(async (shard) => {
        const { Count = 0 } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :list',
            ExpressionAttributeValues: { ':list': partition(slot, shard) },
            ProjectionExpression: 'pk',
            Limit: 1,
            ConsistentRead: true,
          }),
        );
        return Count > 0;
      }),
    );
    return ALL_SHARDS.filter((_, at) => held[at]);
  },
  async close(slot) {
    const Item = { pk: CLOSED, sk: slot, expiresAt: epochSeconds(new Date(slot)) + KEPT_DAYS * DAY };
    await client.send(new PutCommand({ TableName: table, Item }));
  },
  async forget(slot) {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk: SLOTS, sk: slot } }));
  },
});
