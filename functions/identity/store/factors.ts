import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held, type NewEvent } from '../../shared/store/commit.ts';
import { type Happening, historyWrite } from '../../shared/store/history.ts';
import { KeptFactors, noFactors } from '../rules/factors/kept-factors.ts';

/** What a change leaves behind, in its own transaction. */
export interface Told {
  happenings: Omit<Happening, 'accountId'>[];
  events: NewEvent[];
  trail: Trail;
}

export interface FactorStore {
  /** As of now; of somebody who has none, an empty set. */
  find(accountId: AccountId): Promise<KeptFactors>;
  /** False when they changed since they were read, and then nothing was written. */
  keep(next: KeptFactors, told: Told): Promise<boolean>;
  /** False when this challenge was used before. */
  spend(challenge: string, until: Date): Promise<boolean>;
}

export interface FactorTables {
  factors: string;
  history: string;
}

const challengeKey = (challenge: string) => ({ pk: `challenge#${createHash('sha256').update(challenge).digest('hex')}` });

export const factorStore = (client: DynamoDBDocumentClient, tables: FactorTables, commit: Commit): FactorStore => ({
  async find(accountId) {
    const { Item } = await client.send(new GetCommand({ TableName: tables.factors, Key: { pk: accountId }, ConsistentRead: true }));
    return Item ? KeptFactors.parse({ ...Item, accountId: Item['pk'] }) : noFactors(accountId);
  },
  keep({ accountId, version, ...kept }, { happenings, events, trail }) {
    return held(
      commit({
        writes: [
          {
            Put: {
              TableName: tables.factors,
              Item: { pk: accountId, ...kept, version: version + 1 },
              ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#version = :read',
              ...(version > 0 && { ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: { ':read': version } }),
            },
          },
          ...happenings.map((happening) => historyWrite(tables.history, { ...happening, accountId })),
        ],
        events,
        trail,
        about: { accountId },
      }),
    );
  },
  async spend(challenge, until) {
    try {
      await client.send(
        new PutCommand({
          TableName: tables.factors,
          Item: { ...challengeKey(challenge), expiresAt: epochSeconds(until) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
