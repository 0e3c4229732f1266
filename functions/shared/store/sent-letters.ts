import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../clock.ts';
import type { SentLetters } from '../letters/post.ts';

/** Milliseconds; longer than a worker takes for one letter, its turn included. */
const HOLD = 15_000;
/** Longer than any queue keeps a message, aside or not. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** Which letters went: no address and no word of them. */
export const sentLetters = (client: DynamoDBDocumentClient, table: string): SentLetters => ({
  async takeInHand(id, at) {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: id, heldUntil: at.getTime() + HOLD, expiresAt: epochSeconds(at) + KEPT_SECONDS },
          ConditionExpression: 'attribute_not_exists(pk) OR heldUntil < :now',
          ExpressionAttributeValues: { ':now': at.getTime() },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'taken';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item?.['sentAt'] ? 'done' : 'in-hand';
      throw error;
    }
  },
  async done(id, at) {
    await client.send(
      new PutCommand({ TableName: table, Item: { pk: id, sentAt: at.toISOString(), expiresAt: epochSeconds(at) + KEPT_SECONDS } }),
    );
  },
});
