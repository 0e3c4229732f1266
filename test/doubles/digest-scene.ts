import { randomUUID } from 'node:crypto';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { AccountId, type AccountStatus, SpaceId } from '../../schemas/account.ts';
import { Slot } from '../../schemas/digest.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { publicationId } from '../../schemas/publication.ts';
import { aContact } from './accounts.ts';
import { anAnnouncement } from './announcements.ts';
import { digestListsInMemory } from './digests-in-memory.ts';
import { preferencesInMemory } from './preferences.ts';
import { publicationsInMemory } from './publications-in-memory.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from './subscriptions.ts';

export const SLOT = Slot.parse('2026-11-23T07:00Z');
const trail = { actor: 'public', action: '', correlationId: '' } as const;

/** Somebody who is told by the digest of the slot, and the numbers of the fiches of which they are. */
export interface DigestFollower {
  accountId: AccountId;
  spaceId: SpaceId;
  fiches: number[];
}

export const aDigestFollower = (...fiches: number[]): DigestFollower => ({
  accountId: AccountId.parse(randomUUID()),
  spaceId: SpaceId.parse(randomUUID()),
  fiches,
});

/** The same for so many people, all of the first so many shards. */
export const digestFollowersIn = (shards: number, count: number, fichesOf: (n: number) => number[]): DigestFollower[] => {
  const followers: DigestFollower[] = [];
  while (followers.length < count) {
    const follower = aDigestFollower(...fichesOf(followers.length));
    if (Number(shardOf(follower.accountId)) < shards) followers.push(follower);
  }
  return followers;
};

/** A slot before its digests run: who follows what, and the lists of what they are to be told. */
export const digestScene = (followers: DigestFollower[]) => {
  const before = new Date(SLOT);
  const stores = publicationsInMemory();
  const lists = digestListsInMemory();
  const subscriptions = subscriptionsInMemory();
  const preferences = preferencesInMemory();
  const statuses = new Map<AccountId, AccountStatus>();
  const fiches = [...new Set(followers.flatMap((follower) => follower.fiches))];
  const fiche = (number: number) => aFiche(`F${number}`);
  const announcementOf = (number: number) => anAnnouncement({ ...fiche(number), title: `Fiche numéro ${number}.` });

  /** Subscribes everybody, and keeps what the pagers of the alerts would have kept. */
  const prepare = async (stretch: number): Promise<void> => {
    for (const number of fiches) await stores.publications.create(announcementOf(number), [], before);
    for (const { accountId, spaceId, fiches: followed } of followers) {
      for (const number of followed) await subscriptions.add(aSubscription({ accountId, spaceId }, fiche(number)), trail);
    }
    const inOrder = followers.toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
    for (const number of fiches) {
      for (const shard of new Set(inOrder.map(({ accountId }) => shardOf(accountId)))) {
        const people = inOrder.filter((one) => one.fiches.includes(number) && shardOf(one.accountId) === shard);
        for (let start = 0; start < people.length; start += stretch) {
          lists.write({
            slot: SLOT,
            shard,
            publicationId: publicationId(announcementOf(number)),
            people: people.slice(start, start + stretch).map(({ accountId, spaceId }) => ({ accountId, spaceId })),
          });
        }
      }
    }
    await lists.announce([SLOT]);
  };

  return {
    stores,
    lists,
    subscriptions,
    preferences,
    prepare,
    contactsOf: async (ids: AccountId[]) =>
      new Map(ids.map((id) => [id, aContact(`${id}@exemple.fr`, { status: statuses.get(id) ?? 'active' })])),
    leave: ({ accountId, spaceId }: DigestFollower, number: number) =>
      subscriptions.end({ accountId, spaceId, ficheKey: `particuliers#F${number}` }, trail),
    /** From then on the person follows it from another space, and not from where they were read. */
    moveElsewhere: async ({ accountId, spaceId }: DigestFollower, number: number) => {
      await subscriptions.add(aSubscription({ accountId, spaceId: aPerson().spaceId }, fiche(number)), trail);
      return subscriptions.end({ accountId, spaceId, ficheKey: `particuliers#F${number}` }, trail);
    },
    suspend: ({ accountId }: DigestFollower) => void statuses.set(accountId, 'suspended'),
    pause: async ({ accountId }: DigestFollower) => {
      const seen = await preferences.find(accountId);
      await preferences.replace(accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, digestsPaused: true }, at: before }, trail);
    },
  };
};
