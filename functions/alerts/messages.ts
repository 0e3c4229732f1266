import { z } from 'zod';
import { PublicationId } from '../../schemas/publication.ts';

/** On the audience queue: this part has people to be read. */
export const PartMessage = z.object({ publicationId: PublicationId, part: z.string().regex(/^\d{2}$/) });
export type PartMessage = z.output<typeof PartMessage>;

/** On the delivery queue: this chunk is written and waits to be sent. */
export const ChunkMessage = PartMessage.extend({ chunk: z.number().int().min(0) });
export type ChunkMessage = z.output<typeof ChunkMessage>;

/** Sends messages to one queue, all of them or throws; some may have gone when it throws. */
export type SendMessages<Message> = (messages: Message[]) => Promise<void>;
