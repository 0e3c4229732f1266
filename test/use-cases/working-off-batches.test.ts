import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { queueBatchWorker } from '../../functions/shared/consumer.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const Message = z.object({ n: z.optional(z.number()) });
const queueArn = 'arn:aws:sqs:eu-west-3:000000000000:delivery';
const eventOf = (bodies: unknown[]): SQSEvent =>
  ({ Records: bodies.map((body, n) => ({ messageId: `m${n}`, body: JSON.stringify(body), eventSourceARN: queueArn })) }) as SQSEvent;
const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 5000 };

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

describe('a batch of messages that are worked on together', () => {
  it('gives back what failed, puts back what has to wait, and has done the rest', async () => {
    const put: unknown[] = [];
    const done: unknown[] = [];
    const handler = queueBatchWorker(Message, {
      together: 2,
      work: async ({ n }) => {
        if (n === 1) throw new Error('failed');
        return n !== undefined && n < 4 ? undefined : n;
      },
      afterwards: async (messages) => void done.push(...messages),
      sendAgain: async (...args) => {
        put.push(args);
      },
    });
    const answer = await handler(eventOf([{ n: 0 }, { n: 1 }, { n: 4 }, { n: 60 }, 'unreadable', { n: 4 }]), context);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['m1', 'm4']);
    expect(done).toEqual([{ n: 0 }]);
    expect(put).toEqual([
      [queueArn, ['{"n":4}', '{"n":4}'], 4],
      [queueArn, ['{"n":60}'], 60],
    ]);
    expect(log.lines().map(({ message, messageId }) => [message, messageId])).toEqual(
      expect.arrayContaining([
        ['message.failed', 'm1'],
        ['message.failed', 'm4'],
      ]),
    );
  });

  it('gives back by the queue itself what could not be put back: nothing is lost', async () => {
    const handler = queueBatchWorker(Message, {
      together: 1,
      work: async () => 2,
      afterwards: () => Promise.reject(new Error('nothing was done')),
      sendAgain: () => Promise.reject(new Error('the queue is away')),
    });
    expect(await handler(eventOf([{ n: 0 }, { n: 1 }]), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm1' }],
    });
  });

  it('gives back all that was done, and nothing else, when what follows once for all of it fails', async () => {
    const handler = queueBatchWorker(Message, {
      together: 2,
      work: async ({ n }) => n,
      afterwards: () => Promise.reject(new Error('the table is away')),
      sendAgain: async () => undefined,
    });
    const messages = [{}, { n: 4 }, {}];
    expect(await handler(eventOf(messages), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }],
    });
  });

  it('works on so many at once and no more, and knows how many are behind', async () => {
    let working = 0;
    let most = 0;
    const behind: number[] = [];
    const handler = queueBatchWorker(Message, {
      together: 2,
      work: async (_, run) => {
        most = Math.max(most, ++working);
        behind.push(run.behind());
        await Promise.resolve();
        working -= 1;
        return undefined;
      },
      afterwards: async () => undefined,
      sendAgain: async () => undefined,
    });
    await handler(eventOf([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }]), context);
    expect(most).toBe(2);
    expect(behind).toEqual([3, 2, 1, 0]);
  });
});
