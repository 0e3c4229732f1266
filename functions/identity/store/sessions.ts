import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { SessionId } from '../../../schemas/session.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import { batchGet } from '../../shared/store/batch-get.ts';

/** A session of the provider, as its owner is told of it. */
export interface OpenSession {
  id: SessionId;
  agent: string | undefined;
  openedAt: string;
  lastSeenAt: string;
}

export interface SessionStore {
  /** Those that are open now; a person has few. */
  of(accountId: AccountId): Promise<OpenSession[]>;
}

const StoredSession = z.object({
  pk: z.string(),
  payload: z.object({ uid: SessionId, loginTs: z.number() }),
  agent: z.optional(z.string()),
  seenAt: z.number(),
  expiresAt: z.number(),
});

const MOST_READ = 100;
const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

export const sessionStore = (client: DynamoDBDocumentClient, table: string, clock: Clock): SessionStore => ({
  async of(accountId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byAccount',
        KeyConditionExpression: 'accountId = :account AND begins_with(pk, :sessions)',
        ExpressionAttributeValues: { ':account': accountId, ':sessions': 'Session#' },
        Limit: MOST_READ,
      }),
    );
    const keys = Items.map(({ pk }) => ({ pk: String(pk) }));
    const attributes = ['pk', 'payload', 'agent', 'seenAt', 'expiresAt'];
    const items = await batchGet(client, { table, keys, attributes, consistent: true });
    const now = epochSeconds(clock());
    return items
      .map((item) => StoredSession.parse(item))
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ payload, agent, seenAt }) => ({
        id: payload.uid,
        agent,
        openedAt: timeOf(payload.loginTs),
        lastSeenAt: timeOf(seenAt),
      }));
  },
});
