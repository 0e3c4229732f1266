import * as z from 'zod/mini';
import type { MailingId } from '../../../schemas/digest.ts';
import { Announcement } from '../../../schemas/publication.ts';
import type { ChunkRef } from '../rules/chunks.ts';
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
