import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { SendMessages } from '../messages.ts';

/** What one call takes. */
const BATCH = 10;
const ATTEMPTS = 5;

/** Sends ten by ten; what the queue refuses for a moment is sent again, and only that. */
const sendAll = async (client: SQSClient, queueUrl: string, entries: Omit<SendMessageBatchRequestEntry, 'Id'>[]): Promise<void> => {
  const sendBatch = async (batch: Omit<SendMessageBatchRequestEntry, 'Id'>[]): Promise<void> => {
    let left = batch.map((entry, position) => ({ ...entry, Id: String(position) }));
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }));
      if (Failed.length === 0) return;
      const failed = new Set(Failed.map(({ Id }) => Id));
      left = left.filter(({ Id }) => failed.has(Id));
    }
    throw new Error(`the queue refused ${left.length} messages ${ATTEMPTS} times`);
  };
  for (let start = 0; start < entries.length; start += BATCH) await sendBatch(entries.slice(start, start + BATCH));
};

/** Sends to one queue. */
export const queueSender =
  <Message>(client: SQSClient, queueUrl: string): SendMessages<Message> =>
  (messages) =>
    sendAll(
      client,
      queueUrl,
      messages.map((message) => ({ MessageBody: JSON.stringify(message) })),
    );

/** Sends to one queue what is urgent, and to another what is not: nothing urgent waits behind the rest. */
export const urgentSender = <Message>(client: SQSClient, queueUrl: string, urgentQueueUrl: string): SendMessages<Message> => {
  const usual = queueSender<Message>(client, queueUrl);
  const urgent = queueSender<Message>(client, urgentQueueUrl);
  return (messages, isUrgent = false) => (isUrgent ? urgent(messages) : usual(messages));
};

/** Puts messages back on that of these queues from which they came, to be seen after so many seconds. */
export const returnTo =
  (client: SQSClient, queueUrls: string[]) =>
  async (queueArn: string, bodies: string[], seconds: number): Promise<void> => {
    const name = queueArn.split(':').at(-1);
    const queueUrl = queueUrls.find((url) => url.endsWith(`/${name}`));
    if (queueUrl === undefined) throw new Error(`no address is known of the queue ${name}`);
    await sendAll(
      client,
      queueUrl,
      bodies.map((MessageBody) => ({ MessageBody, DelaySeconds: seconds })),
    );
  };
