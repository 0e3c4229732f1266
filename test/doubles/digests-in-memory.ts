import { chunkName } from '../../functions/alerts/rules/chunks.ts';
import { sumCounts } from '../../functions/alerts/rules/ledger.ts';
import type { Part as PlannedPart } from '../../functions/alerts/rules/parts.ts';
import type { DigestList, DigestLists } from '../../functions/alerts/store/digest-lists.ts';
import type { DigestPages } from '../../functions/alerts/store/digest-pages.ts';
import type { DigestStore, ReadDigestLedger } from '../../functions/alerts/store/digests.ts';
import { digestId, type MailingId, type Slot, slotOfDigest } from '../../schemas/digest.ts';
import { aWrittenChunk } from './chunks-in-memory.ts';
import type { Part, Publication } from './publications-in-memory.ts';

/** The lists of digests without an engine; they may be kept by what writes them. */
export const digestListsInMemory = (lists: DigestList[] = []): DigestLists & { write(list: DigestList): void } => {
  const slots = new Set<Slot>();
  const closed = new Set<Slot>();
  return {
    write(list) {
      if (closed.has(list.slot)) throw new Error('a list for a slot that is over');
      lists.push(list);
    },
    async announce(announced) {
      for (const slot of announced) slots.add(slot);
    },
    dueSlots: async (now) => [...slots].filter((slot) => Date.parse(slot) <= now.getTime()).toSorted(),
    async *listsOf(slot, shard, after) {
      const first = ({ people }: DigestList): string => people[0]?.accountId ?? '';
      for (const { publicationId, people } of lists
        .filter((list) => list.slot === slot && list.shard === shard)
        .toSorted((one, other) => (first(one) < first(other) ? -1 : 1))) {
        if (after === undefined || (people.at(-1)?.accountId ?? '') > after) yield { publicationId, people };
      }
    },
    shardsOf: async (slot) => [...new Set(lists.filter((list) => list.slot === slot).map(({ shard }) => shard))].toSorted(),
    async close(slot) {
      closed.add(slot);
    },
    async forget(slot) {
      slots.delete(slot);
    },
  };
};

export interface DigestMailingsInMemory {
  store: DigestStore;
  pages: DigestPages;
  readLedger: ReadDigestLedger;
}

interface Publications {
  all: Map<MailingId, Publication>;
  begin(id: MailingId, parts: PlannedPart[], at: Date): void;
  part(id: MailingId, name: string): Part;
}

/** The mailings of digests, among those of alerts. */
export const digestMailingsInMemory = ({ all, begin, part }: Publications): DigestMailingsInMemory => ({
  store: {
    async create(slot, parts, at) {
      if (!all.has(digestId(slot))) begin(digestId(slot), parts, at);
    },
  },
  pages: {
    async advance(id, from, page, at) {
      const moved = part(id, from.part);
      if (moved.pages !== from.pages) return false;
      for (const [ahead, readers] of page.chunks.entries()) {
        const people = readers.map(({ accountId }) => ({ accountId, spaceId: null }));
        const chunk = aWrittenChunk(
          'mail',
          people,
          readers.map(({ tellings }) => tellings),
        );
        all.get(id)?.chunks.set(chunkName({ part: from.part, chunk: moved.chunks + ahead }), chunk);
        moved.expected += people.length;
      }
      Object.assign(moved, {
        position: moved.position + (page.ended ? 1 : 0),
        after: page.last ?? moved.after,
        movedAt: at.toISOString(),
        reminders: 0,
      });
      moved.pages += 1;
      moved.chunks += page.chunks.length;
      return true;
    },
    async tellingsOf(ref) {
      const tellings = all.get(ref.publicationId)?.chunks.get(chunkName(ref))?.tellings;
      if (!tellings) throw new Error('no such chunk of digests');
      return tellings;
    },
  },
  async readLedger(id) {
    const mailing = all.get(id);
    return mailing && { digestId: id, slot: slotOfDigest(id), ...sumCounts(mailing, [...mailing.parts.values()], []) };
  },
});
