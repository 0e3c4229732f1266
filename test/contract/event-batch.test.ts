import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { eventBatchConsumer, type Occurrence } from '../../functions/shared/consumer.ts';
import { consumers } from '../../schemas/events/index.ts';

const index = consumers['fiches-index'];
const detail = { audience: 'particuliers', ficheId: 'F2', revision: 1 };

const batchOf = (...events: { at: string; type?: string; detail?: object }[]): SQSEvent =>
  ({
    Records: events.map((event) => ({
      messageId: randomUUID(),
      body: JSON.stringify({ id: randomUUID(), type: 'fiche.revised', correlationId: 'test', detail, ...event }),
    })),
  }) as unknown as SQSEvent;

const at = '2026-03-01T08:00:00.000Z';

describe('a function that answers a batch by one piece of work', () => {
  it('works once, knowing what each event says and when it happened', async () => {
    const worked: Occurrence<typeof index>[][] = [];
    await eventBatchConsumer(index, async (events) => {
      worked.push(events);
    })(batchOf({ at }, { at: '2026-03-01T08:00:01.000Z' }));
    expect(worked).toEqual([
      [
        { type: 'fiche.revised', at, detail },
        { type: 'fiche.revised', at: '2026-03-01T08:00:01.000Z', detail },
      ],
    ]);
  });

  it('gives the whole batch back to its queue when the work fails', async () => {
    const fail = eventBatchConsumer(index, async () => {
      throw new Error('no');
    });
    await expect(fail(batchOf({ at }))).rejects.toThrow('no');
  });

  it.each([
    { case: 'without a time', event: { at: 'yesterday' } },
    { case: 'of another line', event: { at, type: 'fiche.declared-significant' } },
    { case: 'that says something else', event: { at, detail: { ficheId: 'F2' } } },
  ])('gives back an event $case and no other, and works for the rest', async ({ event }) => {
    const worked: Occurrence<typeof index>[][] = [];
    const batch = batchOf({ at }, event, { at });
    const answer = await eventBatchConsumer(index, async (events) => {
      worked.push(events);
    })(batch);
    expect(worked).toEqual([
      [
        { type: 'fiche.revised', at, detail },
        { type: 'fiche.revised', at, detail },
      ],
    ]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: batch.Records[1]?.messageId }] });
  });

  it('does no work for a batch of which nothing can be read', async () => {
    const answer = await eventBatchConsumer(index, async () => {
      throw new Error('called');
    })(batchOf({ at: 'yesterday' }));
    expect(answer.batchItemFailures).toHaveLength(1);
  });
});
