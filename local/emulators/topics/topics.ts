import { randomUUID } from 'node:crypto';
import { type Queue, type Queues, queueNameOf } from '../queues/queues.ts';
import { ofType, type TemplateResource } from '../resource.ts';
import { type FilterPolicy, type MessageAttributes, passesFilter } from './filter-policy.ts';

interface Subscription {
  topicArn: string;
  queue: Queue;
  raw: boolean;
  filter?: FilterPolicy | undefined;
}

interface SubscriptionProperties {
  TopicArn: string;
  Protocol: string;
  Endpoint: string;
  RawMessageDelivery?: boolean;
  FilterPolicy?: FilterPolicy;
  FilterPolicyScope?: string;
}

export interface TopicMessage {
  message: string;
  subject?: string | undefined;
  attributes: MessageAttributes;
}

export interface Topics {
  /** Puts a message into the queue of each subscription that wants it. Throws for a topic that no template has. */
  publish(topicArn: string, message: TopicMessage): string;
}

const subscriptionsOf = (resources: readonly TemplateResource[], declared: Map<string, Queue>): Subscription[] =>
  ofType(resources, 'AWS::SNS::Subscription').map(({ name, properties }) => {
    const p = properties as unknown as SubscriptionProperties;
    const queue = declared.get(queueNameOf(p.Endpoint));
    if (p.Protocol !== 'sqs' || !queue)
      throw new Error(`${name}: the local system delivers a topic to its own queues alone, not to ${p.Protocol} ${p.Endpoint}`);
    if (p.FilterPolicyScope === 'MessageBody') throw new Error(`${name}: the local system filters by message attributes alone`);
    return { topicArn: p.TopicArn, queue, raw: p.RawMessageDelivery === true, filter: p.FilterPolicy };
  });

const envelope = (topicArn: string, id: string, { message, subject, attributes }: TopicMessage): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date().toISOString(),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue }]) => [name, { Type: DataType, Value: StringValue }]),
    ),
  });

/** Topics of the template, each with the queues subscribed to it. */
export const runTopics = (resources: readonly TemplateResource[], declared: Map<string, Queue>, queues: Queues): Topics => {
  const names = new Set(ofType(resources, 'AWS::SNS::Topic').map(({ name }) => name));
  const subscriptions = subscriptionsOf(resources, declared);
  return {
    publish(topicArn, message) {
      if (!names.has(topicArn.split(':').at(-1) ?? '')) throw new TopicNotFound(topicArn);
      const id = randomUUID();
      for (const { queue, raw, filter } of subscriptions.filter((subscription) => subscription.topicArn === topicArn)) {
        if (!passesFilter(filter, message.attributes)) continue;
        queues.send(
          queue,
          raw ? { body: message.message, attributes: message.attributes } : { body: envelope(topicArn, id, message), attributes: {} },
        );
      }
      return id;
    },
  };
};

export class TopicNotFound extends Error {
  constructor(topicArn: string) {
    super(`Topic does not exist: ${topicArn}`);
  }
}
