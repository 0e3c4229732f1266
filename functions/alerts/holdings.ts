import type { AccountId } from '../../schemas/account.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import type { Person } from '../../schemas/leaving.ts';
import type { AddressHash } from '../../schemas/mail-state.ts';
import type { Holdings } from '../shared/holdings.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import type { PreferencesStore } from './store/preferences.ts';
import type { StoredSubscription } from './store/subscription-items.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

export interface AlertHoldingsDependencies {
  subscriptions: Pick<SubscriptionStore, 'spacesOf' | 'list'>;
  preferences: Pick<PreferencesStore, 'find'>;
  titles: FicheTitles;
  phoneOf: (accountId: AccountId) => Promise<{ number: string; verifiedAt: string } | undefined>;
  forget: {
    /** As if the person had ended it. */
    subscription(subscription: StoredSubscription): Promise<void>;
    /** Which spaces it was, preferences, phone and codes. */
    person(person: Person): Promise<void>;
    address(address: AddressHash): Promise<void>;
  };
}

/** What alerts hold of people: what they follow, how they want to be told, their phone, and what the mail service told of their address. */
export const alertHoldings = ({ subscriptions, preferences, titles, phoneOf, forget }: AlertHoldingsDependencies): Holdings => {
  async function* followed(accountId: AccountId) {
    for (const spaceId of await subscriptions.spacesOf(accountId)) {
      const list = await subscriptions.list(spaceId, accountId);
      for (let start = 0; start < list.length; start += 100) {
        const page = list.slice(start, start + 100);
        const known = await titles(page);
        for (const one of page) yield { ...one, title: known.get(ficheKey(one))?.title ?? `Fiche ${one.ficheId}` };
      }
    }
  }
  return {
    async *exported({ accountId }) {
      yield { document: 'abonnements', records: followed(accountId) };
      yield { document: 'preferences-d-alerte', records: [await preferences.find(accountId)] };
      const phone = await phoneOf(accountId);
      if (phone) yield { document: 'telephone', records: [phone] };
    },
    async erase({ accountId, personalSpaceId, addresses }) {
      for (const spaceId of await subscriptions.spacesOf(accountId))
        for (const subscription of await subscriptions.list(spaceId, accountId)) await forget.subscription(subscription);
      await forget.person({ accountId, personalSpaceId });
      for (const address of addresses) await forget.address(address);
    },
  };
};
