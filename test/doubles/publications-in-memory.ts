import { type ChunkPerson, chunkName } from '../../functions/alerts/rules/chunks.ts';
import { type AlertPartCounts, sumLedger, toldWith, waitingLedger } from '../../functions/alerts/rules/ledger.ts';
import type { PartProgress, Part as PlannedPart } from '../../functions/alerts/rules/parts.ts';
import type { ChunkStore } from '../../functions/alerts/store/chunks.ts';
import type { CoolDownStore } from '../../functions/alerts/store/cool-downs.ts';
import type { DigestList } from '../../functions/alerts/store/digest-lists.ts';
import type { WritePage } from '../../functions/alerts/store/page-writer.ts';
import type { PartStore } from '../../functions/alerts/store/parts.ts';
import type { PublicationStore, ReadLedger } from '../../functions/alerts/store/publications.ts';
import type { MailingId } from '../../schemas/digest.ts';
import type { Announcement, Ledger } from '../../schemas/publication.ts';
import { publicationId } from '../../schemas/publication.ts';
import { aWrittenChunk, type Chunk, chunkAmong, chunksInMemory } from './chunks-in-memory.ts';
import { coolDownsInMemory } from './cool-downs-in-memory.ts';
import { type DigestMailingsInMemory, digestMailingsInMemory } from './digests-in-memory.ts';

export type Part = PartProgress & AlertPartCounts;

export interface Publication {
  /** Digests have none. */
  announcement?: Announcement;
  startedAt: string;
  endedAt?: string;
  parts: Map<string, Part>;
  chunks: Map<string, Chunk>;
}

export interface PublicationsInMemory {
  publications: PublicationStore;
  coolDowns: CoolDownStore;
  parts: PartStore;
  chunks: ChunkStore;
  writePage: WritePage;
  readLedger: ReadLedger;
  digests: DigestMailingsInMemory;
  /** Every list of digests ever written, in the order of writing. */
  lists(): DigestList[];
  /** The people of every chunk ever written, in the order of writing. */
  written(): ChunkPerson[][];
}

/** The stores of the fan-out without an engine; the tests of the stores hold both to the same promises. */
export const publicationsInMemory = (): PublicationsInMemory => {
  const all = new Map<MailingId, Publication>();
  const partsOf = (id: MailingId): Part[] => [...(all.get(id)?.parts.values() ?? [])];
  const part = (id: MailingId, name: string): Part => {
    const found = all.get(id)?.parts.get(name);
    if (!found) throw new Error('no such part');
    return found;
  };
  const begin = (id: MailingId, planned: PlannedPart[], at: Date, announcement?: Announcement): void => {
    const start = { position: 0, after: null, pages: 0, chunks: 0, enqueued: 0, sent: 0, reminders: 0 };
    const counts = { expected: 0, inDigests: 0, accepted: 0, failed: 0, left: 0 };
    const startedAt = at.toISOString();
    const parts = new Map(planned.map((one) => [one.part, { ...one, ...start, ...counts, movedAt: startedAt }]));
    all.set(id, {
      ...(announcement && { announcement }),
      startedAt,
      parts,
      chunks: new Map(),
      ...(planned.length === 0 && { endedAt: startedAt }),
    });
  };

  const coolDowns = coolDownsInMemory((id) => all.has(id));
  const publications: PublicationStore = {
    async create(announcement, planned, at, ends) {
      const id = publicationId(announcement);
      if (all.has(id) || (ends && !coolDowns.end(ends, at))) return false;
      begin(id, planned, at, announcement);
      return true;
    },
    async announcement(id) {
      const { announcement, startedAt } = all.get(id) ?? {};
      return announcement && startedAt !== undefined ? { ...announcement, startedAt } : undefined;
    },
    unfinished: async () => [...all].flatMap(([id, { endedAt }]) => (endedAt === undefined ? [id] : [])),
    async end(id, at) {
      const publication = all.get(id);
      if (!publication || publication.endedAt !== undefined) return false;
      publication.endedAt = at.toISOString();
      return true;
    },
  };

  const parts: PartStore = {
    list: async (id) => partsOf(id).map((one) => ({ ...one })),
    find: async (id, name) => {
      const found = all.get(id)?.parts.get(name);
      return found && { ...found };
    },
    async markEnqueued(id, name, upTo) {
      const found = part(id, name);
      found.enqueued = Math.max(found.enqueued, upTo);
    },
    async markReminded(id, { part: name, movedAt, reminders }, at) {
      const found = part(id, name);
      if (found.movedAt === movedAt && found.reminders === reminders) {
        Object.assign(found, { movedAt: at.toISOString(), reminders: reminders + 1 });
      }
    },
  };

  const lists: DigestList[] = [];
  const writePage: WritePage = async (id, from, step, at) => {
    const moved = part(id, from.part);
    if (moved.pages !== from.pages) return false;
    for (const [ahead, { channel, people }] of step.chunks.entries()) {
      const name = chunkName({ part: from.part, chunk: moved.chunks + ahead });
      all.get(id)?.chunks.set(name, aWrittenChunk(channel, people));
      moved.expected += people.length;
    }
    for (const list of step.lists) moved.inDigests += list.people.length;
    lists.push(...step.lists);
    Object.assign(moved, { position: step.position, after: step.after, movedAt: at.toISOString(), reminders: 0 });
    moved.pages += 1;
    moved.chunks += step.chunks.length;
    return true;
  };

  const chunks = chunksInMemory((ref) => chunkAmong(all.get(ref.publicationId)?.chunks, ref), part);

  return {
    publications,
    coolDowns: coolDowns.store,
    parts,
    chunks,
    writePage,
    digests: digestMailingsInMemory({ all, begin, part }),
    async readLedger(id): Promise<Ledger | undefined> {
      const publication = all.get(id);
      if (publication?.announcement) return sumLedger({ ...publication.announcement, ...publication }, partsOf(id), []);
      const waiting = await coolDowns.store.findWaiting(id);
      if (!waiting) return undefined;
      const { announcement, ...wait } = waiting;
      if (wait.toldWith === null) return waitingLedger({ ...announcement, ...wait });
      const told = await this.readLedger(publicationId({ ...announcement, revision: wait.toldWith }));
      return told && toldWith(announcement.revision, told);
    },
    lists: () => lists,
    written: () => [...all.values()].flatMap(({ chunks: them }) => [...them.values()].map(({ people }) => people)),
  };
};
