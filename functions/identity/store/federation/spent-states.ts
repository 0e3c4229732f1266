import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../../../shared/clock.ts';
import { FLOW_MINUTES } from '../../rules/federation/flow.ts';

/** False when an answer to that state was taken before: of two, however close, one is. */
export type SpendState = (state: string, at: Date) => Promise<boolean>;

export const stateSpender =
  (client: DynamoDBDocumentClient, table: string): SpendState =>
  async (state, at) => {
    const pk = `spent#${createHash('sha256').update(state).digest('base64url')}`;
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk, sk: 'spent', expiresAt: epochSeconds(at) + 2 * FLOW_MINUTES * 60 },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
