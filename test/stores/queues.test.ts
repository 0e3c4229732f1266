import type { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { queueSender } from '../../functions/alerts/store/queues.ts';

const queueThat = (refuses: (body: string, attempt: number) => boolean) => {
  const calls: string[][] = [];
  const arrived: number[] = [];
  const seen = new Map<string, number>();
  const client = {
    send: async ({ input: { Entries = [] } }: { input: SendMessageBatchCommandInput }) => {
      calls.push(Entries.map(({ MessageBody = '' }) => MessageBody));
      const Failed = Entries.filter(({ MessageBody = '' }) => {
        const attempt = (seen.get(MessageBody) ?? 0) + 1;
        seen.set(MessageBody, attempt);
        if (refuses(MessageBody, attempt)) return true;
        arrived.push(JSON.parse(MessageBody) as number);
        return false;
      }).map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError' }));
      return { Successful: [], Failed };
    },
  };
  return { send: queueSender<number>(client as unknown as SQSClient, 'http://127.0.0.1/queue'), calls, arrived };
};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('sending to a queue', () => {
  it('goes ten by ten', async () => {
    const { send, calls, arrived } = queueThat(() => false);
    await send(numbers(23));
    expect(calls.map((call) => call.length)).toEqual([10, 10, 3]);
    expect(arrived).toEqual(numbers(23));
  });

  it('makes no call for nothing', async () => {
    const { send, calls } = queueThat(() => false);
    await send([]);
    expect(calls).toEqual([]);
  });

  it('sends again what was refused for a moment, and only that', async () => {
    const { send, calls, arrived } = queueThat((body, attempt) => body === '3' && attempt < 3);
    await send(numbers(10));
    expect(calls.slice(1)).toEqual([['3'], ['3']]);
    expect(arrived.toSorted((a, b) => a - b)).toEqual(numbers(10));
  });

  it('fails when a message never goes', async () => {
    const { send, arrived } = queueThat((body) => body === '1');
    await expect(send(numbers(3))).rejects.toThrow('the queue refused 1 messages');
    expect(arrived).toEqual([0, 2]);
  });
});
