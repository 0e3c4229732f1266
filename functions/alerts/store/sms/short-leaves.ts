import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
  GetCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../../../schemas/account.ts';
import type { Leaving } from '../../rules/audience.ts';

export interface ShortLeave {
  token: string;
  leaving: Leaving;
}

/** What each short leave link ends. Nothing expires: the SMS that holds it may be years old. */
export interface ShortLeaves {
  /** Before the SMS goes; keeping one again changes nothing. */
  keep(leaves: ShortLeave[]): Promise<void>;
  find(token: string): Promise<Leaving | undefined>;
}

const Stored = z.object({ spaceId: SpaceId, accountId: AccountId, ficheKey: z.string(), livedAt: z.iso.datetime() });

const keyOf = (token: string) => ({ pk: `leave#${token}`, sk: 'leave' });

/** What one call takes. */
const BATCH = 25;
const ATTEMPTS = 7;

export const shortLeaves = (client: DynamoDBDocumentClient, table: string): ShortLeaves => {
  const write = async (leaves: ShortLeave[]): Promise<void> => {
    let left: BatchWriteCommandInput['RequestItems'] = {
      [table]: leaves.map(({ token, leaving: { spaceId, accountId, ficheKey, livedAt } }) => ({
        PutRequest: { Item: { ...keyOf(token), spaceId, accountId, ficheKey, livedAt: livedAt.toISOString() } },
      })),
    };
    for (let attempt = 1; ; attempt++) {
      const { UnprocessedItems }: BatchWriteCommandOutput = await client.send(new BatchWriteCommand({ RequestItems: left }));
      if (!UnprocessedItems?.[table]?.length) return;
      if (attempt === ATTEMPTS) throw new Error(`DynamoDB left leave links unwritten ${ATTEMPTS} times`);
      left = UnprocessedItems;
      await sleep(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  };
  return {
    async keep(leaves) {
      for (let start = 0; start < leaves.length; start += BATCH) await write(leaves.slice(start, start + BATCH));
    },
    async find(token) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(token), ConsistentRead: true }));
      if (!Item) return undefined;
      const { livedAt, ...place } = Stored.parse(Item);
      return { ...place, livedAt: new Date(livedAt) };
    },
  };
};
