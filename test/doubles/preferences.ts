import type { PreferencesReader, PreferencesStore, StoredPreferences } from '../../functions/alerts/store/preferences.ts';
import type { AccountId } from '../../schemas/account.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';

/** What `preferences.default-changed` tells. */
export type ToldDefault = Pick<StoredPreferences, 'version' | 'defaultFrequency'> & { accountId: AccountId };

export interface PreferencesInMemory extends PreferencesStore, PreferencesReader {
  versionOf(accountId: AccountId): number;
  /** The events that were told, in order. */
  told(): ToldDefault[];
}

/** Preferences in memory; keeps the same promises as the table, in the same tests. */
export const preferencesInMemory = (): PreferencesInMemory => {
  const kept = new Map<AccountId, StoredPreferences>();
  const told: ToldDefault[] = [];
  const find = (accountId: AccountId): StoredPreferences => kept.get(accountId) ?? { ...DEFAULT_PREFERENCES, version: 0 };
  return {
    find: async (accountId) => find(accountId),
    async replace(accountId, { seen, wanted }) {
      const now = find(accountId);
      if (now.version !== seen.version) return false;
      const next = { ...wanted, version: seen.version + 1 };
      kept.set(accountId, next);
      if (now.defaultFrequency !== wanted.defaultFrequency) {
        told.push({ accountId, version: next.version, defaultFrequency: wanted.defaultFrequency });
      }
      return true;
    },
    async timesOf(accountIds) {
      return new Map(
        accountIds.flatMap((id) => {
          const found = kept.get(id);
          if (!found) return [];
          const { zone, hour, weekday, weekend } = found;
          return [[id, { zone, hour, weekday, weekend }] as const];
        }),
      );
    },
    pausedAmong: async (accountIds) => new Set(accountIds.filter((id) => find(id).digestsPaused)),
    versionOf: (accountId) => find(accountId).version,
    told: () => told,
  };
};
