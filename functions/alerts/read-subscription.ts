import { ficheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import type { SubscriptionReader } from './store/subscription-reader.ts';
import { titled } from './titled.ts';

export interface ReadSubscriptionDependencies {
  store: Pick<SubscriptionReader, 'find'>;
  titles: FicheTitles;
}

/** For the page of a fiche, which shows whether its reader follows it already: one read, however much they follow. */
export const readSubscription =
  ({ store, titles }: ReadSubscriptionDependencies): UseCase<typeof alerts.readSubscription> =>
  async ({ params: { spaceId, ...fiche } }, { caller: { accountId } }) => {
    const kept = await store.find({ spaceId, accountId, ficheKey: ficheKey(fiche) });
    if (!kept) return { subscription: null };
    return { subscription: titled(kept, await titles([fiche])) };
  };
