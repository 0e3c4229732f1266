import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OutboxRecord, publishOutbox } from '../../functions/publisher/publish-outbox.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const record = (number: number): OutboxRecord => ({
  sequenceNumber: String(number),
  image: {
    pk: randomUUID(),
    envelope: { id: randomUUID(), type: 'fiche.revised', at: '2026-01-01T08:00:00.000Z', correlationId: 'request', detail: { number } },
  },
});
const withNote = (image: OutboxRecord['image'], note: string): OutboxRecord['image'] => {
  const envelope = Envelope.parse(image['envelope']);
  return { ...image, envelope: { ...envelope, detail: { ...(envelope.detail as object), note } } };
};
const records = (count: number) => Array.from({ length: count }, (_, index) => record(index + 1));

/** A topic that refuses the events with these numbers, and keeps the others in the order they came. */
const topic = ({ refuses = [], breaksAt = 0 }: { refuses?: number[]; breaksAt?: number } = {}) => {
  const published: number[] = [];
  const batches: number[] = [];
  const publish = publishOutbox({
    publish: async (envelopes) => {
      if (Buffer.byteLength(JSON.stringify(envelopes)) > 262_144) throw new Error('too long for the topic');
      batches.push(envelopes.length);
      if (batches.length === breaksAt) throw new Error('the topic is away');
      const refused = new Set<string>();
      for (const { id, detail } of envelopes) {
        const { number } = detail as { number: number };
        if (refuses.includes(number)) refused.add(id);
        else published.push(number);
      }
      return refused;
    },
  });
  return { publish, published, batches };
};

describe('publishing the outbox', () => {
  let log: ReturnType<typeof keepLogLines>;
  beforeEach(() => {
    log = keepLogLines();
  });
  afterEach(() => {
    log.restore();
  });

  it('moves every event in order, ten at a time', async () => {
    const { publish, published, batches } = topic();
    expect(await publish(records(23))).toEqual({ batchItemFailures: [] });
    expect(published).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    expect(batches).toEqual([10, 10, 3]);
  });

  it('sends no more in one call than the topic takes, whatever the events weigh', async () => {
    const heavy = records(9).map((one, at) => ({ ...one, image: withNote(one.image, 'é'.repeat(at < 3 ? 120_000 : 30_000)) }));
    const { publish, published, batches } = topic();
    expect(await publish(heavy)).toEqual({ batchItemFailures: [] });
    expect(published).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(batches).toEqual([1, 1, 1, 4, 2]);
  });

  it('has nothing to do for nothing', async () => {
    const { publish, batches } = topic();
    expect(await publish([])).toEqual({ batchItemFailures: [] });
    expect(batches).toEqual([]);
  });

  it('comes back from the first event that was refused, and goes no further', async () => {
    const { publish, batches } = topic({ refuses: [14, 17] });
    expect(await publish(records(25))).toEqual({ batchItemFailures: [{ itemIdentifier: '14' }] });
    expect(batches).toEqual([10, 10]);
    expect(log.lines()).toEqual([expect.objectContaining({ level: 'ERROR', message: 'outbox.publish-failed', count: 2 })]);
  });

  it('comes back from the start of a batch that could not be sent', async () => {
    const { publish, published } = topic({ breaksAt: 2 });
    expect(await publish(records(12))).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
    expect(published).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    expect(log.text()).not.toContain('the topic is away');
  });
});
