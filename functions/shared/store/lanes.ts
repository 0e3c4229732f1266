import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { LaneStore } from '../sending/budget.ts';
import { type LaneState, sendClasses } from '../sending/lanes.ts';

const BUDGET = 'budget';
const DEMAND = 'demand#';

const SendClass = z.enum(sendClasses);
const StoredLane = z.object({ sk: z.string(), until: z.int(), by: SendClass });
const StoredDemand = z.object({
  sk: z.pipe(
    z.pipe(
      z.string(),
      z.transform((sk) => sk.slice(DEMAND.length)),
    ),
    SendClass,
  ),
  until: z.int(),
});

export const laneStore = (client: DynamoDBDocumentClient, table: string): LaneStore => ({
  async board() {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :budget',
        ExpressionAttributeValues: { ':budget': BUDGET },
        ConsistentRead: true,
      }),
    );
    const isDemand = ({ sk }: Record<string, unknown>): boolean => String(sk).startsWith(DEMAND);
    return {
      lanes: new Map<string, LaneState>(
        Items.filter((item) => !isDemand(item)).map((item) => {
          const { sk, ...state } = StoredLane.parse(item);
          return [sk, state];
        }),
      ),
      demands: new Map(
        Items.filter(isDemand).map((item) => {
          const { sk, until } = StoredDemand.parse(item);
          return [sk, until];
        }),
      ),
    };
  },
  async lease(lane, seen, { until, by }) {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: BUDGET, sk: lane, until, by },
          ...(seen
            ? {
                ConditionExpression: '#until = :seen',
                ExpressionAttributeNames: { '#until': 'until' },
                ExpressionAttributeValues: { ':seen': seen.until },
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  async ask(sendClass, until) {
    await client.send(new PutCommand({ TableName: table, Item: { pk: BUDGET, sk: `${DEMAND}${sendClass}`, until } }));
  },
});
