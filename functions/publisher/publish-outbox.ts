import type { DynamoDBBatchResponse } from 'aws-lambda';
import { Envelope } from '../../schemas/events/event.ts';
import { errorFields, log } from '../shared/log.ts';
import type { PublishBatch } from './store.ts';

/** An outbox record as the stream gives it, its image already turned into plain data. */
export interface OutboxRecord {
  sequenceNumber: string;
  image: Record<string, unknown>;
}

const BATCH = 10;

/**
 * Moves outbox records to the topic in their order. At the first one that does not go, the stream is told to come back from there: a record
 * may be published twice, and none is ever passed over.
 */
export const publishOutbox =
  ({ publish }: { publish: PublishBatch }) =>
  async (records: OutboxRecord[]): Promise<DynamoDBBatchResponse> => {
    for (let start = 0; start < records.length; start += BATCH) {
      const batch = records.slice(start, start + BATCH);
      const refused = await publishSafely(publish, batch);
      const first = batch.find(({ image }) => refused.has(envelopeOf(image).id));
      if (first) return { batchItemFailures: [{ itemIdentifier: first.sequenceNumber }] };
    }
    return { batchItemFailures: [] };
  };

const envelopeOf = (image: Record<string, unknown>): Envelope => Envelope.parse(image['envelope']);

const publishSafely = async (publish: PublishBatch, batch: OutboxRecord[]): Promise<Set<string>> => {
  const envelopes = batch.map(({ image }) => envelopeOf(image));
  try {
    const refused = await publish(envelopes);
    if (refused.size > 0) log('outbox.publish-failed', { count: refused.size });
    return refused;
  } catch (error) {
    log('outbox.publish-failed', { count: batch.length, ...errorFields(error) });
    return new Set(envelopes.map(({ id }) => id));
  }
};
