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
/** What one call of the topic takes is 262,144 with the attributes of its messages, for all of them together. */
const BATCH_BYTES = 250_000;

/** Consecutive records that one call takes. */
const batchesOf = (records: OutboxRecord[]): OutboxRecord[][] => {
  const batches: OutboxRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record.image['envelope']));
    const last = batches.at(-1);
    if (last && last.length < BATCH && bytes + size <= BATCH_BYTES) last.push(record);
    else batches.push([record]);
    bytes = batches.at(-1) === last ? bytes + size : size;
  }
  return batches;
};

/**
 * Moves outbox records to the topic in their order. At the first one that does not go, the stream is told to come back from there: a record
 * may be published twice, and none is ever passed over.
 */
export const publishOutbox =
  ({ publish }: { publish: PublishBatch }) =>
  async (records: OutboxRecord[]): Promise<DynamoDBBatchResponse> => {
    for (const batch of batchesOf(records)) {
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
