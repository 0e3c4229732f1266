import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Envelope } from '../../schemas/events/event.ts';

/** Publishes up to ten envelopes; gives back the ids of those that the topic refused. */
export type PublishBatch = (envelopes: Envelope[]) => Promise<Set<string>>;

export const topicPublisher =
  (client: SNSClient, topicArn: string): PublishBatch =>
  async (envelopes) => {
    const { Failed = [] } = await client.send(
      new PublishBatchCommand({
        TopicArn: topicArn,
        PublishBatchRequestEntries: envelopes.map((envelope) => ({
          Id: envelope.id,
          Message: JSON.stringify(envelope),
          MessageAttributes: { type: { DataType: 'String', StringValue: envelope.type } },
        })),
      }),
    );
    return new Set(Failed.flatMap(({ Id }) => Id ?? []));
  };
