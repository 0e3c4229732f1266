import { historyKinds } from '../../schemas/history.ts';
import type { history } from '../../schemas/routes/history.ts';
import type { UseCase } from '../shared/router.ts';
import type { HistoryStore } from './store/history.ts';

/** The latest first, in words. Reading one's own history leaves no line in it. */
export const listHistory =
  ({ store }: { store: Pick<HistoryStore, 'list'> }): UseCase<typeof history.listHistory> =>
  async ({ query }, { caller: { accountId } }) => {
    const { items, next } = await store.list(accountId, query);
    return { items: items.map((entry) => ({ ...entry, ...historyKinds[entry.kind] })), next };
  };
