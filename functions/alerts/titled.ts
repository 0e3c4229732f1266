import type { FicheTitle } from '../shared/store/fiches.ts';
import type { StoredSubscription } from './store/subscription-items.ts';
import { describeWay } from './way.ts';

/** A subscription as its owner reads it, under the title that its fiche has today. */
export const titled = (subscription: StoredSubscription, titles: ReadonlyMap<string, FicheTitle>) => {
  const fiche = titles.get(subscription.ficheKey);
  return {
    ...subscription,
    ...describeWay(subscription),
    title: fiche?.title ?? `Fiche ${subscription.ficheId}`,
    ficheStatus: fiche?.status ?? ('removed' as const),
  };
};
