import type { Slot } from '../../../schemas/digest.ts';
import type { Channel } from '../../../schemas/subscription.ts';
import { type ChunkPerson, packChunks, type Recipient } from './chunks.ts';
import type { Follower } from './followers.ts';
import type { DigestFrequency } from './slots.ts';

/** Lists that one page may write: with the chunks and the cursor, well under the 100 items of a transaction. */
export const MOST_LISTS = 40;

/** A person of a shard. */
export interface ShardFollower extends Follower {
  shard: string;
}

export interface PlannedChunk {
  channel: Channel;
  people: ChunkPerson[];
}

export interface PlannedList {
  slot: Slot;
  shard: string;
  people: Recipient[];
}

/** Whom a page tells by which way: each of the first `taken` people is in exactly one chunk or one list. */
export interface Placing {
  chunks: PlannedChunk[];
  lists: PlannedList[];
  taken: number;
}

/** Somebody who is told by a digest. */
export type DigestFollower = ShardFollower & { frequency: DigestFrequency };

export const waitsForDigest = (person: ShardFollower): person is DigestFollower =>
  person.channel === 'mail' && person.frequency !== 'at-once';

const recipient = ({ accountId, spaceId }: Follower): Recipient => ({ accountId, spaceId });

const chunkPerson = ({ accountId, spaceId, own }: Follower): ChunkPerson => ({ accountId, spaceId: own ? null : spaceId });

const chunksOf = (channel: Channel, people: ChunkPerson[]): PlannedChunk[] => packChunks(people).map((of) => ({ channel, people: of }));

/** Places people in key order, up to the first for whom there would be one list too many. */
export const placePeople = (people: ShardFollower[], slotFor: (person: DigestFollower) => Slot): Placing => {
  const told: Record<Channel, ChunkPerson[]> = { mail: [], sms: [] };
  const lists = new Map<string, PlannedList>();
  let taken = 0;
  for (const person of people) {
    if (waitsForDigest(person)) {
      const slot = slotFor(person);
      const name = `${slot}#${person.shard}`;
      const list = lists.get(name) ?? { slot, shard: person.shard, people: [] };
      if (list.people.length === 0 && lists.size === MOST_LISTS) break;
      list.people.push(recipient(person));
      lists.set(name, list);
    } else {
      told[person.channel].push(chunkPerson(person));
    }
    taken += 1;
  }
  return { chunks: [...chunksOf('mail', told.mail), ...chunksOf('sms', told.sms)], lists: [...lists.values()], taken };
};
