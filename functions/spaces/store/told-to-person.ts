import type { AccountId } from '../../../schemas/account.ts';
import type { HistoryKind } from '../../../schemas/history.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { always, type Step } from './attempt.ts';

interface Told {
  kind: Extract<HistoryKind, `space-${string}`>;
  accountId: AccountId;
  at: Date;
  /** What the association is called. */
  name: string;
  by?: 'self' | 'member' | 'parvis';
  why?: string;
}

/** What somebody reads of it in the history of their account, where it stays once they have no way to the feed of the space any more. */
export const toldToPerson = (table: string, { name, by = 'self', ...told }: Told): Step<never> =>
  always(historyWrite(table, { ...told, by: { type: by }, what: `« ${name} »` }));
