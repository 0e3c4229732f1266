import * as z from 'zod/mini';
import { MailingId } from '../../schemas/digest.ts';

/** On the audience queue: this part has people to be read. */
export const PartMessage = z.object({ publicationId: MailingId, part: z.string().check(z.regex(/^\d{2}$/)) });
export type PartMessage = z.output<typeof PartMessage>;

/** On the delivery queue: this chunk is written and waits to be sent. */
export const ChunkMessage = z.extend(PartMessage, { chunk: z.int().check(z.gte(0)) });
export type ChunkMessage = z.output<typeof ChunkMessage>;

/** Sends messages to one queue, all of them or throws; some may have gone when it throws. What is urgent has a queue of its own. */
export type SendMessages<Message> = (messages: Message[], urgent?: boolean) => Promise<void>;
