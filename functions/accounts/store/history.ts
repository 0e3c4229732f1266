import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery, QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { HistoryEntry, type HistoryTheme, historyKinds } from '../../../schemas/history.ts';
import type { Page } from '../../../schemas/page.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import { readCursor, writeCursor } from '../../shared/cursor.ts';

const Listed = z.extend(HistoryEntry, { id: z.string() });
export type Listed = z.output<typeof Listed>;

interface Asked {
  limit: number;
  cursor?: string | undefined;
  theme?: HistoryTheme | undefined;
}

/** What happened to an account, as its owner reads it. */
export interface HistoryStore {
  /** A page, the latest first; with a theme, only what belongs to it. */
  list(accountId: AccountId, asked: Asked): Promise<Page<Listed>>;
  /** All of it, the latest first, a page in memory at a time. */
  all(accountId: AccountId): AsyncIterable<HistoryEntry>;
  /** Leaves nothing. */
  erase(accountId: AccountId): Promise<void>;
}

/** How many are looked at together for the few of a theme. */
const READ = 100;

const kindsOf = (theme: HistoryTheme): string[] =>
  Object.keys(historyKinds).filter((kind) => historyKinds[kind as keyof typeof historyKinds].theme === theme);

export const historyStore = (client: DynamoDBDocumentClient, table: string, clock: Clock): HistoryStore => {
  /** What the engine has not yet taken away after its three years is not there any more. */
  const ofAccount = (accountId: AccountId, theme?: HistoryTheme) => {
    const kinds = theme ? kindsOf(theme) : [];
    const names = kinds.map((_, at) => `:kind${at}`);
    return {
      TableName: table,
      KeyConditionExpression: 'pk = :account',
      FilterExpression: ['expiresAt > :now', ...(theme ? [`kind IN (${names.join(', ')})`] : [])].join(' AND '),
      ExpressionAttributeValues: {
        ':account': accountId,
        ':now': epochSeconds(clock()),
        ...Object.fromEntries(kinds.map((kind, at) => [`:kind${at}`, kind])),
      },
      ScanIndexForward: false,
      ConsistentRead: true,
    };
  };
  async function* items(accountId: AccountId) {
    for await (const { Items = [] } of paginateQuery({ client }, ofAccount(accountId))) yield* Items;
  }
  return {
    async list(accountId, { limit, cursor, theme }) {
      const found: Record<string, unknown>[] = [];
      let start = readCursor(cursor, { partition: { pk: accountId }, begins: { sk: '' } });
      do {
        const asked = { ...ofAccount(accountId, theme), Limit: Math.max(limit + 1, READ), ExclusiveStartKey: start };
        const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await client.send(new QueryCommand(asked));
        found.push(...Items);
        start = LastEvaluatedKey;
      } while (start && found.length <= limit);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((item) => Listed.parse({ ...item, id: item['sk'] })),
        next: writeCursor(found.length > limit && last ? { pk: last['pk'], sk: last['sk'] } : undefined),
      };
    },
    async *all(accountId) {
      for await (const item of items(accountId)) yield HistoryEntry.parse(item);
    },
    async erase(accountId) {
      const everything = { ...ofAccount(accountId), FilterExpression: undefined, ExpressionAttributeValues: { ':account': accountId } };
      for await (const { Items = [] } of paginateQuery({ client }, everything))
        for (const { pk, sk } of Items) await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
    },
  };
};
