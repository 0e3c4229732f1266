import { ficheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

/** Works for a suspended account and a removed fiche too: leaving is never refused. */
export const unsubscribeFromFiche =
  ({ store }: { store: Pick<SubscriptionStore, 'end'> }): UseCase<typeof alerts.unsubscribeFromFiche> =>
  async ({ params }, { caller: { accountId }, trail }) => {
    await store.end({ spaceId: params.spaceId, accountId, ficheKey: ficheKey(params) }, trail);
  };
