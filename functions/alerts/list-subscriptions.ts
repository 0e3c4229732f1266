import type { alerts } from '../../schemas/routes/alerts.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import { allIsWell } from '../shared/mail-state.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountReader } from '../shared/store/accounts.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import { pageAfter } from './rules/subscription-list.ts';
import type { SubscriptionReader } from './store/subscription-reader.ts';
import { titled } from './titled.ts';

export interface ListSubscriptionsDependencies {
  store: Pick<SubscriptionReader, 'list'>;
  titles: FicheTitles;
  accounts: Pick<AccountReader, 'mailStateOf'>;
}

/**
 * The latest first, under the title that each fiche has today; one that was removed is still there, and says so. Says too whether mails reach
 * the person at all: they wait here for what does not come.
 */
export const listSubscriptions =
  ({ store, titles, accounts }: ListSubscriptionsDependencies): UseCase<typeof alerts.listSubscriptions> =>
  async ({ params: { spaceId }, query }, { caller: { accountId } }) => {
    const list = { spaceId, accountId };
    const cursor = readCursor(query.cursor, { partition: list, begins: { subscribedAt: '', ficheKey: '' } });
    const after = cursor && { subscribedAt: cursor['subscribedAt'] ?? '', ficheKey: cursor['ficheKey'] ?? '' };
    const [subscriptions, mail] = await Promise.all([store.list(spaceId, accountId), accounts.mailStateOf(accountId)]);
    const { items, last } = pageAfter(subscriptions, after, query.limit);
    const known = await titles(items);
    return {
      items: items.map((subscription) => titled(subscription, known)),
      mail: mail ?? allIsWell,
      next: writeCursor(last && { ...list, subscribedAt: last.subscribedAt, ficheKey: last.ficheKey }),
    };
  };
