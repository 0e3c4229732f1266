import type { ChunkRef } from '../../functions/alerts/rules/chunks.ts';
import { chunkName } from '../../functions/alerts/rules/chunks.ts';

/** An event as the mail service publishes it, address and all. */
export const mailEvent = (eventType: string, chunk: ChunkRef, position: number, over: Record<string, unknown> = {}) => ({
  eventType,
  mail: {
    timestamp: '2026-03-02T08:00:01.000Z',
    messageId: '0102018f-message',
    destination: ['camille.martin@exemple.fr'],
    tags: {
      'ses:configuration-set': ['alertes'],
      publication: [chunk.publicationId],
      chunk: [chunkName(chunk)],
      recipient: [String(position)],
    },
  },
  ...over,
});

/** The same in the envelope of a topic that does not deliver raw messages. */
export const inEnvelope = (event: unknown): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'a0',
    TopicArn: 'arn:aws:sns:eu-west-3:000000000000:feedback',
    Message: JSON.stringify(event),
  });
