import * as z from 'zod/mini';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { MailingId } from '../../../schemas/digest.ts';
import { Announcement } from '../../../schemas/publication.ts';
import type { ChunkRef, Recipient } from '../rules/chunks.ts';
import type { PartProgress } from '../rules/parts.ts';

export const publicationKey = (publicationId: MailingId) => ({ pk: publicationId, sk: 'publication' });
export const partKey = (publicationId: MailingId, part: string) => ({ pk: publicationId, sk: `part#${part}` });
export const feedbackKey = (publicationId: MailingId, part: string) => ({ pk: publicationId, sk: `feedback#${part}` });

/** Chunks of a part sort in the order they were written. */
export const chunksPrefix = (part: string): string => `chunk#${part}#`;
export const chunkKey = ({ publicationId, part, chunk }: ChunkRef) => ({
  pk: publicationId,
  sk: `${chunksPrefix(part)}${String(chunk).padStart(6, '0')}`,
});

/** The value of `unfinishedPk` for as long as somebody has to be told. */
export const UNFINISHED = 'unfinished';

const count = z._default(z.int(), 0);

export const StoredPublication = z.extend(Announcement, { startedAt: z.iso.datetime(), endedAt: z.optional(z.iso.datetime()) });

export const StoredPart = z.object({
  part: z.string(),
  shards: z.array(z.string()),
  position: z.int(),
  after: z.nullable(z.string()),
  pages: z.int(),
  chunks: z.int(),
  enqueued: z.int(),
  sent: z.int(),
  movedAt: z.iso.datetime(),
  reminders: z.int(),
  expected: count,
  inDigests: count,
  accepted: count,
  failed: count,
  left: count,
}) satisfies z.ZodMiniType<PartProgress>;

export const StoredFeedback = z.object({ delivered: count, bounced: count, complained: count, rejected: count });

const UUID_BYTES = 16;
const PERSON_BYTES = 2 * UUID_BYTES;

const uuidText = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Thirty-two bytes a person instead of ninety: a chunk of fifty stays under the two kilobytes where the price of each write would rise. */
export const packPeople = (people: Recipient[]): Uint8Array =>
  Buffer.from(people.map(({ accountId, spaceId }) => (accountId + spaceId).replaceAll('-', '')).join(''), 'hex');

/** How many people a chunk holds. */
export const packedPeople = (packed: Uint8Array): number => packed.byteLength / PERSON_BYTES;

/** The person at a position of a chunk or a list, unpacked alone. */
export const personAt = (packed: Uint8Array, position: number): Recipient => {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset + position * PERSON_BYTES, PERSON_BYTES);
  return {
    accountId: uuidText(bytes.subarray(0, UUID_BYTES)) as AccountId,
    spaceId: uuidText(bytes.subarray(UUID_BYTES)) as SpaceId,
  };
};

export const unpackPeople = (packed: Uint8Array): Recipient[] =>
  Array.from({ length: packedPeople(packed) }, (_, position) => personAt(packed, position));
