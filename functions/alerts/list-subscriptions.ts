import type { alerts } from '../../schemas/routes/alerts.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import { pageAfter } from './rules/subscription-list.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';
import { describeWay } from './way.ts';

export interface ListSubscriptionsDependencies {
  store: Pick<SubscriptionStore, 'list'>;
  titles: FicheTitles;
}

/** The latest first, under the title that each fiche has today; one that was removed is still there, and says so. */
export const listSubscriptions =
  ({ store, titles }: ListSubscriptionsDependencies): UseCase<typeof alerts.listSubscriptions> =>
  async ({ params: { spaceId }, query }, { caller: { accountId } }) => {
    const list = { spaceId, accountId };
    const cursor = readCursor(query.cursor, { partition: list, begins: { subscribedAt: '', ficheKey: '' } });
    const after = cursor && { subscribedAt: cursor['subscribedAt'] ?? '', ficheKey: cursor['ficheKey'] ?? '' };
    const { items, last } = pageAfter(await store.list(spaceId, accountId), after, query.limit);
    const known = await titles(items);
    return {
      items: items.map((subscription) => {
        const fiche = known.get(subscription.ficheKey);
        return {
          ...subscription,
          ...describeWay(subscription),
          title: fiche?.title ?? `Fiche ${subscription.ficheId}`,
          ficheStatus: fiche?.status ?? 'removed',
        };
      }),
      next: writeCursor(last && { ...list, subscribedAt: last.subscribedAt, ficheKey: last.ficheKey }),
    };
  };
