import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Wake } from '../messages.ts';

/** Calls a sender by the queue. */
export const wakeQueue =
  (client: SQSClient, queueUrl: string): Wake =>
  async (webhookId, delaySeconds = 0) => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ webhookId }), DelaySeconds: delaySeconds }),
    );
  };
