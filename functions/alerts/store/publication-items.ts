import * as z from 'zod/mini';
import type { MailingId } from '../../../schemas/digest.ts';
import { Announcement } from '../../../schemas/publication.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import type { PartProgress } from '../rules/parts.ts';

export const publicationKey = (publicationId: MailingId) => ({ pk: publicationId, sk: 'publication' });
export const partKey = (publicationId: MailingId, part: string) => ({ pk: publicationId, sk: `part#${part}` });
export const feedbackKey = (publicationId: MailingId, part: string) => ({ pk: publicationId, sk: `feedback#${part}` });

const ofChunk = (kind: string, { publicationId, part, chunk }: ChunkRef) => ({
  pk: publicationId,
  sk: `${kind}#${part}#${String(chunk).padStart(6, '0')}`,
});

/** The people of a chunk; written once. */
export const chunkKey = (chunk: ChunkRef) => ofChunk('chunk', chunk);
/** How far its sending has come; there since somebody first took it. */
export const stateKey = (chunk: ChunkRef) => ofChunk('state', chunk);
export const statesPrefix = (part: string): string => `state#${part}#`;
/** What was told of its mails; there since something was. */
export const heardKey = (chunk: ChunkRef) => ofChunk('heard', chunk);

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
