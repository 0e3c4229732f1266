import type { Slot } from '../../schemas/digest.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { type Announcement, publicationId } from '../../schemas/publication.ts';
import { CHUNK } from './rules/chunks.ts';
import { type Follower, gatherPeople } from './rules/followers.ts';
import type { PartProgress } from './rules/parts.ts';
import { type DigestFollower, placePeople, type ShardFollower, waitsForDigest } from './rules/placing.ts';
import { slotOf } from './rules/slots.ts';
import type { AudienceReader } from './store/audience.ts';
import type { PageStep } from './store/page-writer.ts';
import type { PreferencesReader } from './store/preferences.ts';

/** People in memory at a time: one chunk, where all are told in the same way. */
const PAGE = CHUNK;

export interface ReadPageDependencies {
  audience: Pick<AudienceReader, 'pageOfAudience'>;
  preferences: Pick<PreferencesReader, 'timesOf'>;
}

/** A person, and where the reading goes on after them. */
interface Read extends ShardFollower {
  position: number;
}

/** Reads the next people of a part and decides, once and for all, by which way each is told. It writes nothing. */
export const readPage = async (
  { audience, preferences }: ReadPageDependencies,
  announcement: Announcement,
  progress: PartProgress,
  at: Date,
): Promise<PageStep> => {
  const fiche = ficheKey(announcement);
  const people: Read[] = [];
  let { position, after } = progress;
  for (let shard = progress.shards[position]; shard !== undefined && people.length < PAGE; shard = progress.shards[position]) {
    const { followers, ended } = await wholePeople(audience, { fiche, shard, after: after ?? undefined, limit: PAGE - people.length });
    for (const follower of followers) people.push({ ...follower, shard, position });
    after = ended ? null : (followers.at(-1)?.last ?? after);
    if (ended) position += 1;
  }
  const { chunks, lists, taken } = placePeople(people, await slots(preferences, people, at));
  const cut = taken < people.length ? people[taken - 1] : undefined;
  const id = publicationId(announcement);
  return {
    chunks,
    lists: lists.map((list) => ({ ...list, publicationId: id })),
    position: cut?.position ?? position,
    after: cut?.last ?? after,
  };
};

interface Stretch {
  fiche: string;
  shard: string;
  after: string | undefined;
  /** Of people. */
  limit: number;
}

/** Never parts the entries of one person: the last one of a stretch waits for the next, unless the shard ends with them. */
const wholePeople = async (
  audience: ReadPageDependencies['audience'],
  { fiche, shard, after, limit }: Stretch,
): Promise<{ followers: Follower[]; ended: boolean }> => {
  const entries: Parameters<typeof gatherPeople>[0] = [];
  for (let from = after; ; ) {
    const page = await audience.pageOfAudience(fiche, shard, from, limit + 1);
    entries.push(...page.entries);
    const followers = gatherPeople(entries);
    if (page.last === undefined) return { followers: followers.slice(0, limit), ended: followers.length <= limit };
    if (followers.length > 1) return { followers: followers.slice(0, -1), ended: false };
    from = page.last;
  }
};

/** Most people of a page have the same times: the slot of each times is found once. */
const slots = async (
  preferences: ReadPageDependencies['preferences'],
  people: Read[],
  at: Date,
): Promise<(person: DigestFollower) => Slot> => {
  const known = new Map<string, Slot>();
  const times = await preferences.timesOf(people.filter(waitsForDigest).map(({ accountId }) => accountId));
  return ({ accountId, frequency }) => {
    const { zone, hour, weekday, weekend } = times.get(accountId) ?? DEFAULT_PREFERENCES;
    const name = [frequency, zone, hour, weekday, weekend].join(' ');
    const slot = known.get(name) ?? slotOf(frequency, { zone, hour, weekday, weekend }, at);
    known.set(name, slot);
    return slot;
  };
};
