import type { AccountId } from '../../schemas/account.ts';
import { historyKinds } from '../../schemas/history.ts';
import type { Holdings } from '../shared/holdings.ts';
import type { HistoryStore } from './store/history.ts';
import type { KeptAccount } from './store/kept-account.ts';

export interface AccountHoldingsDependencies {
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  history: Pick<HistoryStore, 'all' | 'erase'>;
}

/** What accounts hold of people; the account itself is not erased here but last of all, when every holder is empty. */
export const accountHoldings = ({ findAccount, history }: AccountHoldingsDependencies): Holdings => {
  async function* told(accountId: AccountId) {
    for await (const entry of history.all(accountId)) yield { ...entry, label: historyKinds[entry.kind].label };
  }
  return {
    async *exported({ accountId }) {
      const account = await findAccount(accountId);
      if (account) yield { document: 'compte', records: [account] };
      yield { document: 'historique', records: told(accountId) };
    },
    erase: ({ accountId }) => history.erase(accountId),
  };
};
