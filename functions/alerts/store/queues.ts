import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SendMessages } from '../messages.ts';

/** What one call takes. */
const BATCH = 10;
const ATTEMPTS = 5;

/** Sends to one queue, ten by ten; what the queue refuses for a moment is sent again, and only that. */
export const queueSender = <Message>(client: SQSClient, queueUrl: string): SendMessages<Message> => {
  const sendBatch = async (messages: Message[]): Promise<void> => {
    let left = messages.map((message, position) => ({ Id: String(position), MessageBody: JSON.stringify(message) }));
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }));
      if (Failed.length === 0) return;
      const failed = new Set(Failed.map(({ Id }) => Id));
      left = left.filter(({ Id }) => failed.has(Id));
    }
    throw new Error(`the queue refused ${left.length} messages ${ATTEMPTS} times`);
  };
  return async (messages) => {
    for (let start = 0; start < messages.length; start += BATCH) await sendBatch(messages.slice(start, start + BATCH));
  };
};
