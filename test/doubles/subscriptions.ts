import { randomUUID } from 'node:crypto';
import { type Place, shardOf } from '../../functions/alerts/rules/audience.ts';
import type { AudienceReader } from '../../functions/alerts/store/audience.ts';
import type { Departures } from '../../functions/alerts/store/departures.ts';
import type { NewSubscription, StoredSubscription, Way } from '../../functions/alerts/store/subscription-items.ts';
import type { SubscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { type Clock, systemClock } from '../../functions/shared/clock.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { FicheRef, ficheKey } from '../../schemas/fiche.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../schemas/subscription.ts';

export const aPerson = () => ({ accountId: AccountId.parse(randomUUID()), spaceId: SpaceId.parse(randomUUID()) });

export const aFiche = (ficheId: string, audience = 'particuliers'): FicheRef => FicheRef.parse({ audience, ficheId });

export const aSubscription = (
  person: Pick<Place, 'accountId' | 'spaceId'> & Partial<Way>,
  fiche: FicheRef,
  minute = 0,
): StoredSubscription => ({
  channel: 'mail',
  frequency: 'at-once',
  ...person,
  ...fiche,
  ficheKey: ficheKey(fiche),
  subscribedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

const nameOf = ({ spaceId, ficheKey: fiche, accountId }: Place): string => `${spaceId} ${fiche} ${accountId}`;

const entryKey = ({ accountId, spaceId }: StoredSubscription): string => `${accountId}#${spaceId}`;

/**
 * Subscriptions in memory; keeps the same promises as the tables, in the same tests. `versionOf` is the version of a person's preferences.
 */
export const subscriptionsInMemory = (
  versionOf: (accountId: AccountId) => number = () => 0,
  clock: Clock = systemClock,
): SubscriptionStore & AudienceReader & Departures => {
  const left: (Place & { at: Date })[] = [];
  const followsOlder = ({ accountId, defaultVersion }: StoredSubscription): boolean =>
    defaultVersion !== undefined && defaultVersion !== versionOf(accountId);
  const follows = new Map<AccountId, Set<SpaceId>>();
  const kept = new Map<string, NewSubscription>();
  const inShard = (fiche: string, shard: string): NewSubscription[] =>
    [...kept.values()].filter((one) => one.ficheKey === fiche && shardOf(one.accountId) === shard);
  return {
    find: async (place) => kept.get(nameOf(place)),
    list: async (spaceId, accountId) => [...kept.values()].filter((one) => one.spaceId === spaceId && one.accountId === accountId),
    async add(subscription) {
      const older = kept.get(nameOf(subscription));
      if (older) return older;
      if ([...kept.values()].filter(({ spaceId }) => spaceId === subscription.spaceId).length >= MAX_SUBSCRIPTIONS_PER_SPACE) return 'full';
      if (followsOlder(subscription)) return 'default-changed';
      follows.set(subscription.accountId, (follows.get(subscription.accountId) ?? new Set()).add(subscription.spaceId));
      kept.set(nameOf(subscription), subscription);
      return subscription;
    },
    spacesOf: async (accountId) => [...(follows.get(accountId) ?? [])],
    async changeWay(subscription) {
      if (kept.get(nameOf(subscription))?.subscribedAt !== subscription.subscribedAt) return 'gone';
      if (followsOlder(subscription)) return 'default-changed';
      kept.set(nameOf(subscription), subscription);
      return 'changed';
    },
    async followDefault(subscription, { frequency, version }) {
      const one = kept.get(nameOf(subscription));
      if (one?.defaultVersion === undefined || one.subscribedAt !== subscription.subscribedAt || one.defaultVersion >= version)
        return false;
      kept.set(nameOf(one), { ...one, frequency, defaultVersion: version });
      return true;
    },
    async backToMail(subscription) {
      const one = kept.get(nameOf(subscription));
      if (one?.channel !== 'sms' || one.subscribedAt !== subscription.subscribedAt) return false;
      kept.set(nameOf(one), { ...one, channel: 'mail' });
      return true;
    },
    async end(place) {
      const one = kept.get(nameOf(place));
      if (!one || (place.subscribedAt !== undefined && place.subscribedAt !== one.subscribedAt)) return false;
      left.push({ ...one, at: clock() });
      return kept.delete(nameOf(place));
    },
    between: async (fiche, from, to) => left.filter(({ ficheKey: of, at }) => of === fiche && at >= from && at <= to),
    async shardCounts(fiche) {
      const shards = [...new Set([...kept.values()].filter((one) => one.ficheKey === fiche).map((one) => shardOf(one.accountId)))];
      return shards.toSorted().map((shard) => ({ shard, people: inShard(fiche, shard).length }));
    },
    async pageOfAudience(fiche, shard, after, limit) {
      const rest = inShard(fiche, shard)
        .filter((one) => after === undefined || entryKey(one) > after)
        .toSorted((one, other) => (entryKey(one) < entryKey(other) ? -1 : 1));
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      return {
        entries: page.map(({ accountId, spaceId, channel, frequency, own = false }) => ({ accountId, spaceId, channel, frequency, own })),
        last: rest.length >= limit && last ? entryKey(last) : undefined,
      };
    },
    placesOf: async ({ ficheKey: fiche, accountId }) =>
      [...kept.values()].filter((one) => one.ficheKey === fiche && one.accountId === accountId),
    stillSubscribed: async (places) => places.flatMap((place) => kept.get(nameOf(place)) ?? []),
  };
};
