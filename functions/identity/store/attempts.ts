import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { epochSeconds } from '../../shared/clock.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import type { SpentChallenges } from '../captcha/captcha.ts';
import type { Count } from '../rules/throttle.ts';

/** Counts, each under a key that says nothing of whom it is about. Times in milliseconds since the epoch. */
export interface AttemptStore {
  read(keys: string[]): Promise<Map<string, Count>>;
  /** False when another try was counted since `seen`: of two at once, one is looked at. */
  take(key: string, seen: Count | undefined, next: Count & { until: number }): Promise<boolean>;
  /** Counts one more, whatever others do at the same time. */
  add(key: string, last: number, until: number): Promise<void>;
  forget(key: string): Promise<void>;
}

const StoredCount = z.object({ pk: z.string(), count: z.int(), last: z.int() });

const seconds = (milliseconds: number): number => epochSeconds(new Date(milliseconds));

const happened = async (sent: Promise<unknown>): Promise<boolean> => {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

export const attemptStore = (client: DynamoDBDocumentClient, table: string): AttemptStore => ({
  async read(keys) {
    const items = await batchGet(client, {
      table,
      keys: [...new Set(keys)].map((pk) => ({ pk })),
      attributes: ['pk', 'count', 'last'],
      consistent: true,
    });
    return new Map(
      items.map((item) => {
        const { pk, ...count } = StoredCount.parse(item);
        return [pk, count];
      }),
    );
  },
  take: (key, seen, { count, last, until }) =>
    happened(
      client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: key, count, last, expiresAt: seconds(until) },
          ...(seen
            ? {
                ConditionExpression: '#count = :count AND #last = :last',
                ExpressionAttributeNames: { '#count': 'count', '#last': 'last' },
                ExpressionAttributeValues: { ':count': seen.count, ':last': seen.last },
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      ),
    ),
  async add(key, last, until) {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: key },
        UpdateExpression: 'SET #last = :last, expiresAt = :until ADD #count :one',
        ExpressionAttributeNames: { '#last': 'last', '#count': 'count' },
        ExpressionAttributeValues: { ':last': last, ':until': seconds(until), ':one': 1 },
      }),
    );
  },
  async forget(key) {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk: key } }));
  },
});

/** A day longer than a challenge lasts: an item may go at its hour, and a clock may be wrong. */
const GRACE = 24 * 60 * 60 * 1000;

export const spentChallenges = (client: DynamoDBDocumentClient, table: string): SpentChallenges => ({
  spend: (challenge, until) =>
    happened(
      client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: `spent#${challenge}`, expiresAt: seconds(until + GRACE) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),
});
