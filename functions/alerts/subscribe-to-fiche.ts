import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE, type SubscriptionChoice } from '../../schemas/subscription.ts';
import type { Clock } from '../shared/clock.ts';
import type { Trail } from '../shared/context.ts';
import { Problem } from '../shared/problem.ts';
import type { UseCase } from '../shared/router.ts';
import type { AccountReader } from '../shared/store/accounts.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import type { PreferencesStore } from './store/preferences.ts';
import type { PhoneVerified } from './store/sms/phone-verified.ts';
import type { NewSubscription, StoredSubscription, Way } from './store/subscription-items.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';
import { describeWay, isSameWay, wayOf } from './way.ts';

export interface SubscribeDependencies {
  store: Pick<SubscriptionStore, 'add' | 'changeWay'>;
  preferences: Pick<PreferencesStore, 'find'>;
  phoneVerified: PhoneVerified;
  titles: FicheTitles;
  accounts: Pick<AccountReader, 'standingOf'>;
  clock: Clock;
}

const ONE_CLICK: SubscriptionChoice = { frequency: null, channel: 'mail' };

/**
 * Asked twice, it is the same subscription: its date and the links already sent stay good. Another choice only changes by which
 * way it tells, from the next revision on.
 */
export const subscribeToFiche =
  (dependencies: SubscribeDependencies): UseCase<typeof alerts.subscribeToFiche> =>
  async ({ params: { spaceId, audience, ficheId }, body: choice }, { caller: { accountId }, trail, problem }) => {
    const { phoneVerified, titles, accounts, clock } = dependencies;
    const fiche: FicheRef = { audience, ficheId };
    const [standing, known] = await Promise.all([accounts.standingOf(accountId), titles([fiche])]);
    if (standing?.status !== 'active') throw problem('account-suspended', 'Un compte suspendu ne reçoit plus d’alertes.');
    const title = known.get(ficheKey(fiche));
    if (!title) throw problem('fiche-not-found');
    if (title.status === 'removed') throw problem('fiche-not-found', 'Cette fiche a été retirée : elle ne changera plus.');
    if (choice?.channel === 'sms' && !(await phoneVerified(accountId)))
      throw problem('phone-not-verified', 'Donnez votre numéro de téléphone et saisissez le code reçu avant de choisir les SMS.');
    const own = spaceId === standing.personalSpaceId;
    const wanted = { ...fiche, spaceId, accountId, ficheKey: ficheKey(fiche), subscribedAt: clock().toISOString(), own };
    const kept = await keep(dependencies, wanted, choice, trail);
    if (!kept) throw problem('too-many-subscriptions', `Un espace suit au plus ${MAX_SUBSCRIPTIONS_PER_SPACE} fiches.`);
    return { ...kept, ...describeWay(kept), title: title.title, ficheStatus: title.status };
  };

/** Begins anew when the person chooses another default, or leaves, in the same instant. */
const keep = async (
  { store, preferences }: SubscribeDependencies,
  wanted: Omit<NewSubscription, keyof Way>,
  choice: SubscriptionChoice | undefined,
  trail: Trail,
): Promise<StoredSubscription | undefined> => {
  for (;;) {
    const way = wayOf(choice ?? ONE_CLICK, await preferences.find(wanted.accountId));
    const asked = { ...wanted, ...way };
    const kept = await store.add(asked, trail);
    if (kept === 'full') return undefined;
    if (kept === 'no-member') throw new Problem('not-found');
    if (kept === 'default-changed') continue;
    if (kept === asked || choice === undefined || isSameWay(kept, way)) return kept;
    const { defaultVersion: _older, ...unchanged } = kept;
    const changed = { ...unchanged, ...way };
    if ((await store.changeWay(changed, trail)) === 'changed') return changed;
  }
};
