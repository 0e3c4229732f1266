import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId } from '../../../schemas/account.ts';
import { defaultFrequencyChanged } from '../../../schemas/events/alerts.ts';
import { AlertPreferences, DEFAULT_PREFERENCES, DigestTimes } from '../../../schemas/preferences.ts';
import type { Trail } from '../../shared/context.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Commit, held, newEvent } from '../../shared/store/commit.ts';

/** What a person chose. The version moves with each choice; it is 0 for somebody who has not chosen anything. */
export interface StoredPreferences extends AlertPreferences {
  version: number;
}

export interface PreferencesStore {
  find(accountId: AccountId): Promise<StoredPreferences>;
  /** False when they have changed since they were seen: nothing is written then. A new default is told of in the same commit. */
  replace(accountId: AccountId, change: { seen: StoredPreferences; wanted: AlertPreferences; at: Date }, trail: Trail): Promise<boolean>;
}

export interface PreferencesReader {
  /** When people read their digests; somebody who has not chosen is not in the map. Whatever their number. */
  timesOf(accountIds: AccountId[]): Promise<Map<AccountId, DigestTimes>>;
  /** Those whose digests are paused, whatever their number; on the word of a consistent read, since a pause is promised at once. */
  pausedAmong(accountIds: AccountId[]): Promise<Set<AccountId>>;
}

const StoredChoice = z.extend(z.omit(AlertPreferences, { digestsPaused: true }), {
  digestsPausedAt: z.optional(z.iso.datetime()),
  version: z.int(),
});
const StoredTimes = z.extend(DigestTimes, { pk: AccountId });

/** True of the item for as long as its choice is the one that was seen. */
export const unchangedSince = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'version = :seenVersion', ExpressionAttributeValues: { ':seenVersion': version } };

const BATCH = 100;

export const preferencesStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): PreferencesStore => {
  return {
    async find(accountId) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: accountId }, ConsistentRead: true }));
      if (!Item) return { ...DEFAULT_PREFERENCES, version: 0 };
      const { digestsPausedAt, ...choice } = StoredChoice.parse(Item);
      return { ...choice, digestsPaused: digestsPausedAt !== undefined };
    },
    replace(accountId, { seen, wanted, at }, trail) {
      const { digestsPaused, ...choice } = wanted;
      const version = seen.version + 1;
      const set = Object.entries({ ...choice, version });
      const unchanged = unchangedSince(seen.version);
      const paused = digestsPaused ? ', digestsPausedAt = if_not_exists(digestsPausedAt, :now)' : ' REMOVE digestsPausedAt';
      return held(
        commit({
          writes: [
            {
              Update: {
                TableName: table,
                Key: { pk: accountId },
                UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${paused}`,
                ConditionExpression: unchanged.ConditionExpression,
                ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
                ExpressionAttributeValues: {
                  ...unchanged.ExpressionAttributeValues,
                  ...(digestsPaused && { ':now': at.toISOString() }),
                  ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
                },
              },
            },
          ],
          events:
            seen.defaultFrequency === wanted.defaultFrequency
              ? []
              : [newEvent(defaultFrequencyChanged, { accountId, version, defaultFrequency: wanted.defaultFrequency })],
          trail,
          about: { accountId },
        }),
      );
    },
  };
};

export const preferencesReader = (client: DynamoDBDocumentClient, table: string): PreferencesReader => {
  const read = async (accountIds: AccountId[], attributes: string[], consistent: boolean): Promise<Record<string, unknown>[]> => {
    const batches = Array.from({ length: Math.ceil(accountIds.length / BATCH) }, (_, at) => {
      const keys = accountIds.slice(at * BATCH, (at + 1) * BATCH).map((pk) => ({ pk }));
      return batchGet(client, { table, keys, attributes, consistent });
    });
    return (await Promise.all(batches)).flat();
  };
  return {
    async timesOf(accountIds) {
      const items = await read(accountIds, ['pk', 'zone', 'hour', 'weekday', 'weekend'], false);
      return new Map(
        items
          .filter((item) => 'zone' in item)
          .map((item) => StoredTimes.parse(item))
          .map(({ pk, ...times }) => [pk, times]),
      );
    },
    async pausedAmong(accountIds) {
      const items = await read(accountIds, ['pk', 'digestsPausedAt'], true);
      return new Set(items.filter((item) => 'digestsPausedAt' in item).map((item) => AccountId.parse(item['pk'])));
    },
  };
};
