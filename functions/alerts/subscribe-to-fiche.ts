import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../schemas/subscription.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountReader } from '../shared/store/accounts.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import type { StoredSubscription } from './store/subscription-items.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

export interface SubscribeDependencies {
  store: Pick<SubscriptionStore, 'add'>;
  titles: FicheTitles;
  accounts: Pick<AccountReader, 'statusOf'>;
  clock: Clock;
  newNonce: () => string;
}

/** Asked twice, it is the same subscription: its date, its nonce and the links already sent stay good. */
export const subscribeToFiche =
  ({ store, titles, accounts, clock, newNonce }: SubscribeDependencies): UseCase<typeof alerts.subscribeToFiche> =>
  async ({ params: { spaceId, audience, ficheId } }, { caller: { accountId }, trail, problem }) => {
    const fiche: FicheRef = { audience, ficheId };
    const [status, known] = await Promise.all([accounts.statusOf(accountId), titles([fiche])]);
    if (status !== 'active') throw problem('account-suspended', 'Un compte suspendu ne reçoit plus d’alertes.');
    const title = known.get(ficheKey(fiche));
    if (!title) throw problem('fiche-not-found');
    if (title.status === 'removed') throw problem('fiche-not-found', 'Cette fiche a été retirée : elle ne changera plus.');
    const wanted: StoredSubscription = {
      ...fiche,
      spaceId,
      accountId,
      ficheKey: ficheKey(fiche),
      nonce: newNonce(),
      subscribedAt: clock().toISOString(),
    };
    const kept = await store.add(wanted, trail);
    if (!kept) throw problem('too-many-subscriptions', `Un espace suit au plus ${MAX_SUBSCRIPTIONS_PER_SPACE} fiches.`);
    return { ...kept, title: title.title, ficheStatus: title.status };
  };
