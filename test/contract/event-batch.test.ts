import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { eventBatchConsumer } from '../../functions/shared/consumer.ts';

const batchOf = (...at: string[]): SQSEvent =>
  ({
    Records: at.map((time) => ({
      messageId: randomUUID(),
      body: JSON.stringify({ id: randomUUID(), type: 'fiche.revised', at: time, correlationId: 'test', detail: {} }),
    })),
  }) as unknown as SQSEvent;

describe('a function that answers a batch by one piece of work', () => {
  it('works once, knowing when each event happened', async () => {
    const worked: string[][] = [];
    const times = ['2026-03-01T08:00:00.000Z', '2026-03-01T08:00:01.000Z'];
    await eventBatchConsumer(async (at) => {
      worked.push(at);
    })(batchOf(...times));
    expect(worked).toEqual([times]);
  });

  it('gives the whole batch back to its queue when the work fails, or when an event cannot be read', async () => {
    const fail = eventBatchConsumer(async () => {
      throw new Error('no');
    });
    await expect(fail(batchOf('2026-03-01T08:00:00.000Z'))).rejects.toThrow('no');
    await expect(eventBatchConsumer(async () => undefined)(batchOf('yesterday'))).rejects.toThrow();
  });
});
