import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import type { HistoryKind } from '../../../schemas/history.ts';
import { SessionId } from '../../../schemas/session.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Commit, held, type Write } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { closedSession } from './closed-session.ts';

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
  /** False when the person has no such session. */
  close(accountId: AccountId, id: SessionId, trail: Trail): Promise<boolean>;
  closeAll(accountId: AccountId, trail: Trail): Promise<void>;
  /** Ends those that began until then, but `keeps`; doing it twice ends no more. */
  endBegun(accountId: AccountId, until: Date, keeps?: SessionId): Promise<void>;
}

export interface SessionStoreDependencies {
  client: DynamoDBDocumentClient;
  tables: { oidc: string; history: string };
  commit: Commit;
  clock: Clock;
}

const StoredSession = z.object({
  pk: z.string(),
  payload: z.object({ uid: SessionId, loginTs: z.number() }),
  agent: z.optional(z.string()),
  seenAt: z.number(),
  expiresAt: z.number(),
});
type StoredSession = z.output<typeof StoredSession>;

const MOST_READ = 100;
/** Two writes each, and a transaction holds ninety. */
const CLOSED_AT_ONCE = 40;
const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

export const sessionStore = ({ client, tables, commit, clock }: SessionStoreDependencies): SessionStore => {
  const table = tables.oidc;
  const open = async (accountId: AccountId): Promise<StoredSession[]> => {
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
    const attributes = ['pk', 'payload', 'agent', 'seenAt', 'expiresAt', 'closedAt'];
    const items = await batchGet(client, { table, keys, attributes, consistent: true });
    const now = epochSeconds(clock());
    return items
      .filter(({ closedAt }) => closedAt === undefined)
      .map((item) => StoredSession.parse(item))
      .filter(({ expiresAt }) => expiresAt > now);
  };
  const ofOwner = (accountId: AccountId) => ({
    ConditionExpression: 'accountId = :account',
    ExpressionAttributeValues: { ':account': accountId },
  });
  const told = (accountId: AccountId, kind: HistoryKind): Write =>
    historyWrite(tables.history, { accountId, at: clock(), kind, by: { type: 'self' } });
  const closed = (pk: string) => ({ TableName: table, Item: closedSession(pk, epochSeconds(clock())) });
  const endsOf = (sessions: StoredSession[]): Write[] =>
    sessions.flatMap(({ pk, payload }): Write[] => [
      { Put: closed(pk) },
      { Delete: { TableName: table, Key: { pk: `uid#${payload.uid}` } } },
    ]);

  return {
    of: async (accountId) =>
      (await open(accountId)).map(({ payload, agent, seenAt }) => ({
        id: payload.uid,
        agent,
        openedAt: timeOf(payload.loginTs),
        lastSeenAt: timeOf(seenAt),
      })),
    async close(accountId, id, trail) {
      const pointer = { pk: `uid#${id}` };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: pointer, ConsistentRead: true }));
      if (!Item) return false;
      const writes: Write[] = [
        { Put: { ...closed(`Session#${String(Item['id'])}`), ...ofOwner(accountId) } },
        { Delete: { TableName: table, Key: pointer } },
        told(accountId, 'session-closed'),
      ];
      return held(commit({ writes, trail, about: { sessionId: id } }));
    },
    async endBegun(accountId, until, keeps) {
      const begun = (await open(accountId)).filter(({ payload: { uid, loginTs } }) => loginTs <= epochSeconds(until) && uid !== keeps);
      for (let first = 0; first < begun.length; first += CLOSED_AT_ONCE)
        await commit({ writes: endsOf(begun.slice(first, first + CLOSED_AT_ONCE)) });
    },
    async closeAll(accountId, trail) {
      const sessions = await open(accountId);
      for (let first = 0; first === 0 || first < sessions.length; first += CLOSED_AT_ONCE) {
        const writes = endsOf(sessions.slice(first, first + CLOSED_AT_ONCE));
        await commit({
          writes: [...writes, ...(first === 0 ? [told(accountId, 'sessions-closed')] : [])],
          trail,
          about: { sessions: sessions.length },
        });
      }
    },
  };
};
