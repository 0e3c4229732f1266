import type { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { queueSender, returnTo, urgentSender } from '../../functions/alerts/store/queues.ts';

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

describe('several queues', () => {
  const remembering = () => {
    const calls: { url: string | undefined; body: string | undefined; delay: number | undefined }[] = [];
    const client = {
      send: async ({ input: { QueueUrl, Entries = [] } }: { input: SendMessageBatchCommandInput }) => {
        calls.push(...Entries.map(({ MessageBody, DelaySeconds }) => ({ url: QueueUrl, body: MessageBody, delay: DelaySeconds })));
        return {};
      },
    };
    return { client: client as unknown as SQSClient, calls };
  };

  it('keep apart what is urgent', async () => {
    const { client, calls } = remembering();
    const send = urgentSender<number>(client, 'http://127.0.0.1/usual', 'http://127.0.0.1/urgent');
    await send([1]);
    await send([2], true);
    await send([3], false);
    expect(calls.map(({ url, body }) => [url, body])).toEqual([
      ['http://127.0.0.1/usual', '1'],
      ['http://127.0.0.1/urgent', '2'],
      ['http://127.0.0.1/usual', '3'],
    ]);
  });

  it('get back what came from them, word for word, to be seen later', async () => {
    const { client, calls } = remembering();
    const sendAgain = returnTo(client, ['http://127.0.0.1/0/Delivery', 'http://127.0.0.1/0/DeliveryUrgent']);
    await sendAgain('arn:aws:sqs:eu-west-3:0:DeliveryUrgent', ['{"chunk":3}'], 60);
    expect(calls).toEqual([{ url: 'http://127.0.0.1/0/DeliveryUrgent', body: '{"chunk":3}', delay: 60 }]);
    await expect(sendAgain('arn:aws:sqs:eu-west-3:0:Elsewhere', ['{}'], 1)).rejects.toThrow('Elsewhere');
  });
});
