import { type ChunkRef, chunkName } from './chunks.ts';

/**
 * Names of the tags that each mail carries, so that an event leads back to its chunk without any address. `doubtful` is on mails to an
 * address that failed lately, and on no other: the delivery of such a mail is worth a look, that of all others is only counted.
 */
export const mailTags = { publication: 'publication', chunk: 'chunk', position: 'recipient', doubtful: 'doubtful' } as const;

export interface MailTag {
  Name: string;
  Value: string;
}

/** The tags of one person's mail, as every way to send takes them. */
export const tagsOf = (chunk: ChunkRef, { position, doubtful = false }: { position: number; doubtful?: boolean }): MailTag[] => [
  { Name: mailTags.publication, Value: chunk.publicationId },
  { Name: mailTags.chunk, Value: chunkName(chunk) },
  { Name: mailTags.position, Value: String(position) },
  ...(doubtful ? [{ Name: mailTags.doubtful, Value: 'yes' }] : []),
];
