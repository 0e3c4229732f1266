import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { MailingId } from '../../../schemas/digest.ts';

/** What one call of the mail service takes: letters that go, and are recorded, together. */
export const CALL = 50;

/** People of a chunk of an alert: packed, they are just under the eight kilobytes where the price of writing them would rise. */
export const CHUNK = 10 * CALL;

/** One person, and the space from which they follow the fiche. */
export interface Recipient {
  accountId: AccountId;
  spaceId: SpaceId;
}

/** The same as a chunk keeps it. */
export interface ChunkPerson {
  accountId: AccountId;
  /** Null where it is the person’s own, as it is of nearly everybody: their account tells which. */
  spaceId: SpaceId | null;
}

/** Somebody of a chunk, with the space that their account tells where the chunk does not. */
export const recipientOf = ({ accountId, spaceId }: ChunkPerson, { personalSpaceId }: { personalSpaceId: SpaceId }): Recipient => ({
  accountId,
  spaceId: spaceId ?? personalSpaceId,
});

/** One chunk of a publication, of at most so many people. */
export interface ChunkRef {
  publicationId: MailingId;
  part: string;
  /** From 0 on. */
  chunk: number;
}

export const outcomeKinds = ['accepted', 'failed', 'left'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** What became of people of a chunk, by their position in it. */
export type Outcomes = Record<OutcomeKind, number[]>;

/** `07-000003`: for logs and mail tags. */
export const chunkName = ({ part, chunk }: Pick<ChunkRef, 'part' | 'chunk'>): string => `${part}-${String(chunk).padStart(6, '0')}`;

/** The chunk that a name tells of; undefined for any other text. */
export const readChunkName = (name: string): Pick<ChunkRef, 'part' | 'chunk'> | undefined => {
  const [, part, chunk] = /^(\d{2})-(\d{6,})$/.exec(name) ?? [];
  return part !== undefined && chunk !== undefined ? { part, chunk: Number(chunk) } : undefined;
};

/** Packs people into chunks: all are full but the last. */
export const packChunks = <Person>(people: Person[]): Person[][] =>
  Array.from({ length: Math.ceil(people.length / CHUNK) }, (_, at) => people.slice(at * CHUNK, (at + 1) * CHUNK));
