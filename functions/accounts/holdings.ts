import type { AccountId } from '../../schemas/account.ts';
import { historyKinds } from '../../schemas/history.ts';
import { type BlockName, blockTitles } from '../../schemas/profile.ts';
import type { Holdings } from '../shared/holdings.ts';
import type { HistoryStore } from './store/history.ts';
import type { KeptAccount } from './store/kept-account.ts';
import type { ExportStorage } from './store/leaving/export-storage.ts';
import type { ExportStore } from './store/leaving/exports.ts';
import type { ProfileStore } from './store/profiles.ts';

export interface AccountHoldingsDependencies {
  copies: Pick<ExportStore, 'list' | 'remove' | 'forget'>;
  storage: Pick<ExportStorage, 'erase'>;
  profiles: Pick<ProfileStore, 'find' | 'erase'>;
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  history: Pick<HistoryStore, 'all' | 'erase'>;
}

/** What accounts hold of people; the account itself is not erased here but last of all, when every holder is empty. */
export const accountHoldings = ({ findAccount, copies, storage, profiles, history }: AccountHoldingsDependencies): Holdings => {
  async function* told(accountId: AccountId) {
    for await (const entry of history.all(accountId)) yield { ...entry, label: historyKinds[entry.kind].label };
  }
  async function* described(accountId: AccountId) {
    for (const [block, title] of Object.entries(blockTitles)) {
      const { fields } = await profiles.find(accountId, block as BlockName);
      for (const [field, kept] of Object.entries(fields)) yield { block: title, field, ...kept };
    }
  }
  return {
    async *exported({ accountId }) {
      const account = await findAccount(accountId);
      if (account) yield { document: 'compte', records: [account] };
      yield { document: 'profil', records: described(accountId) };
      yield { document: 'historique', records: told(accountId) };
    },
    async erase({ accountId }) {
      for (const { exportId } of await copies.list(accountId)) {
        await storage.erase(exportId);
        await copies.remove(accountId, exportId);
      }
      await copies.forget(accountId);
      await profiles.erase(accountId);
      await history.erase(accountId);
    },
  };
};
