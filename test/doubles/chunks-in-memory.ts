import {
  countsOf,
  freshStanding,
  isKnown,
  isSettled,
  type Standing,
  toldWith,
  uncounted,
} from '../../functions/alerts/rules/chunk-standing.ts';
import { type ChunkPerson, type ChunkRef, chunkName, outcomeKinds } from '../../functions/alerts/rules/chunks.ts';
import type { Telling } from '../../functions/alerts/rules/digest-merge.ts';
import type { ChunkStore, Reservation } from '../../functions/alerts/store/chunks.ts';
import { ConditionFailed } from '../../functions/shared/store/commit.ts';
import type { MailingId } from '../../schemas/digest.ts';
import type { Channel } from '../../schemas/subscription.ts';
import type { Part } from './publications-in-memory.ts';

export interface Chunk {
  channel: Channel;
  people: ChunkPerson[];
  state: 'planned' | 'sending' | 'sent';
  attempt: number;
  leaseUntil: number;
  standing: Standing;
  /** What each of its people is told; only of digests. */
  tellings?: Telling[][];
}

export const aWrittenChunk = (channel: Channel, people: ChunkPerson[], tellings?: Telling[][]): Chunk => ({
  channel,
  people,
  state: 'planned',
  attempt: 0,
  leaseUntil: 0,
  standing: freshStanding(people.length),
  ...(tellings && { tellings }),
});

/** The chunks of mailings without an engine. */
export const chunksInMemory = (
  chunkOf: (ref: ChunkRef) => Chunk | undefined,
  partOf: (id: MailingId, name: string) => Part,
): ChunkStore => {
  const find = (ref: ChunkRef): Chunk => {
    const found = chunkOf(ref);
    if (!found) throw new Error('no such chunk');
    return found;
  };
  const heldBy = (reservation: Reservation): Chunk => {
    const found = find(reservation);
    if (found.state !== 'sending' || found.attempt !== reservation.attempt) throw new ConditionFailed([0]);
    return found;
  };
  return {
    async reserve(ref, now, until) {
      const found = find(ref);
      if (found.state === 'sent') return 'sent';
      if (found.leaseUntil >= now.getTime()) return 'busy';
      const recovered = found.state === 'sending';
      found.attempt += 1;
      Object.assign(found, { state: 'sending', leaseUntil: until.getTime() });
      const pending = found.people
        .map((person, position) => ({ ...person, position }))
        .filter(({ position }) => !isKnown(found.standing, position));
      return { ...ref, channel: found.channel, attempt: found.attempt, recovered, pending, standing: { ...found.standing } };
    },
    async note(reservation, outcomes) {
      const told = toldWith(reservation.standing, outcomes);
      heldBy(reservation).standing.told = told;
      reservation.standing.told = told;
    },
    async settle(reservation, outcomes, at) {
      const found = heldBy(reservation);
      const part = partOf(reservation.publicationId, reservation.part);
      const told = toldWith(reservation.standing, outcomes);
      const more = uncounted(told, reservation.standing.counted);
      for (const kind of outcomeKinds) part[kind] += more[kind];
      const standing = { people: found.people.length, told, counted: countsOf(told) };
      const sent = isSettled(found.people.length, told);
      Object.assign(found, { state: sent ? 'sent' : 'planned', leaseUntil: 0, standing });
      Object.assign(reservation.standing, standing);
      Object.assign(part, { movedAt: at.toISOString(), reminders: 0 });
      if (sent) part.sent += 1;
    },
    async unsent(publicationId, { part, chunks }, now) {
      const all = Array.from({ length: chunks }, (_, chunk) => ({ publicationId, part, chunk }));
      return all.filter((ref) => {
        const { state, leaseUntil } = find(ref);
        return state !== 'sent' && leaseUntil < now.getTime();
      });
    },
  };
};

/** By the name that they have in a mailing. */
export const chunkAmong = (chunks: Map<string, Chunk> | undefined, ref: ChunkRef): Chunk | undefined => chunks?.get(chunkName(ref));
