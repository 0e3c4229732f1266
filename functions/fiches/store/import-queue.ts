import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ImportId } from '../../../schemas/import.ts';

/** Asks a fresh invocation to go on with an import. */
export const importQueue =
  (client: SQSClient, queueUrl: string) =>
  async (importId: ImportId): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ importId }) }));
  };
